// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

/// What varies in an error: a member of `extensions` beside the code. Errors list them in the order
/// of their declaration here.
public enum Parameter {
    REASON("reason", "What exactly went wrong, as the table below lists it."),
    MEMBER("member", "The member of the request."),
    RULE("rule", "The rule of GraphQL that the document breaks."),
    VARIABLE(
            "variable",
            "The variable, and the path within it. Absent where the document has the value."),
    ARGUMENT("argument", "The argument, and the path within it."),
    CONSTRAINT("constraint", "The constraint that the value does not meet."),
    LIMIT("limit", "The limit's name."),
    MINIMUM("minimum", "The least that is allowed."),
    MAXIMUM("maximum", "The most that is allowed."),
    BOUND("bound", "The value's bound, or the most that the operation could cost."),
    FIELD("field", "The field's response path, of which at most 64 characters are given."),
    WRITE(
            "write",
            "The place of the write in the schema, from 0; absent where an item was only read."),
    TYPE("type", "The type of the item."),
    ELEMENT("element", "The place in the list of the element that the write is of, from 0."),
    VERSION("version", "The item's version now, where its type has one."),
    REQUEST_ID("requestId", "Names the request in the log.");

    private final String member;
    private final String meaning;

    Parameter(String member, String meaning) {
        this.member = member;
        this.meaning = meaning;
    }

    /// Its name in `extensions`.
    public String member() {
        return member;
    }

    /// One sentence, as the reference has it.
    public String meaning() {
        return meaning;
    }
}
