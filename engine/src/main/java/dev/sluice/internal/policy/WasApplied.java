// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Whether the writes of a mutation field were applied, all of them or none.
public enum WasApplied {
    /// This request changed nothing.
    NO("no"),
    /// The changes were made: by this request, or by an earlier one with the same token.
    YES("yes"),
    /// The writes were sent, and no answer says what became of them.
    UNKNOWN("unknown");

    /// The member of an error's `extensions`.
    public static final String MEMBER = "applied";

    private final String text;

    WasApplied(String text) {
        this.text = text;
    }

    /// As clients read it.
    public String text() {
        return text;
    }
}
