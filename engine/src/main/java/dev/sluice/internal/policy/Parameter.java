// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// The parameters of errors, which are members of `extensions` besides the code. Errors list them
/// in the order of this enum.
public enum Parameter {
    REASON("reason", "What exactly went wrong; see the table below."),
    MEMBER("member", "The member of the request."),
    RULE("rule", "The rule of GraphQL that the document breaks."),
    VARIABLE(
            "variable",
            "The variable, and the path within it. Absent if the value is in the document."),
    ARGUMENT("argument", "The argument, and the path within it."),
    CONSTRAINT("constraint", "The constraint that the value does not meet."),
    LIMIT("limit", "The limit's name."),
    MINIMUM("minimum", "The smallest value allowed."),
    MAXIMUM("maximum", "The largest value allowed."),
    BOUND("bound", "The constraint's bound, or the most that the operation could cost."),
    FIELD("field", "The field's response path, cut to 64 characters."),
    WRITE(
            "write",
            "The position of the write in the schema, from 0. Absent if the item was only read."),
    TYPE("type", "The type of the item."),
    ELEMENT("element", "The position of the write's element in its list, from 0."),
    VERSION("version", "The item's current version, if its type has one."),
    RETRY_AFTER("retryAfter", "The seconds after which the request can be sent again."),
    REQUEST_ID("requestId", "Identifies the request in the log.");

    private final String member;
    private final String meaning;

    Parameter(String member, String meaning) {
        this.member = member;
        this.meaning = meaning;
    }

    /// Returns its name in `extensions`.
    public String member() {
        return member;
    }

    /// Returns its description in the reference, one sentence.
    public String meaning() {
        return meaning;
    }
}
