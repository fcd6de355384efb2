// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

/// The licences that a library of the artifact can have.
enum Licence {
    APACHE("Apache-2.0", "Keep its notices."),
    MIT("MIT", "Keep its copyright notice."),
    BSD_2("BSD-2-Clause", "Keep its copyright notice."),
    BSD_3("BSD-3-Clause", "Keep its copyright notice."),
    EPL(
            "EPL-2.0",
            "Say where its source is, and publish changes of its files. Sluice changes none."),
    CC0("CC0-1.0", "Nothing.");

    private final String id;
    private final String asks;

    /// @param id the identifier in the list of SPDX
    /// @param asks what a distribution must do
    Licence(String id, String asks) {
        this.id = id;
        this.asks = asks;
    }

    String id() {
        return id;
    }

    String asks() {
        return asks;
    }
}
