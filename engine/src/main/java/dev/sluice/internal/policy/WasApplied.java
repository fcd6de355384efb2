// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Whether the writes of a mutation field were applied: all of them or none.
public enum WasApplied {
    /// This request changed nothing.
    NO("no"),
    /// The changes were made, by this request or by an earlier one with the same token.
    YES("yes"),
    /// The writes were sent, and no answer says whether they were applied.
    UNKNOWN("unknown");

    /// The member's name in an error's `extensions`.
    public static final String MEMBER = "applied";

    private final String text;

    WasApplied(String text) {
        this.text = text;
    }

    /// Returns the value that clients see.
    public String text() {
        return text;
    }
}
