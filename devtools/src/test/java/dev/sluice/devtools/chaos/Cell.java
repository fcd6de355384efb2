// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

/// One line of the table: a fault at a call site, and what is documented for it.
///
/// @param fault a specification without a call site, such as `reset when=after`
/// @param answer `ok`, or a code; for a write also `applied`, such as `UNAVAILABLE unknown`; for a
///   read also `both` if the neighbour fails too
/// @param requests the most that the field sends to DynamoDB at the call site
record Cell(String fault, CallSite site, String answer, int requests) {
    String name() {
        return fault + " at " + site.title();
    }
}
