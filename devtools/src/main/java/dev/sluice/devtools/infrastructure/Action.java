// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

/// The IAM actions that a field may need on a table or an index. Scan is not among them.
///
/// A transaction needs the actions of its parts, and no action of its own. Source: Amazon DynamoDB
/// Developer Guide, "Using IAM with DynamoDB transactions".
enum Action {
    BATCH_GET_ITEM("BatchGetItem"),
    CONDITION_CHECK_ITEM("ConditionCheckItem"),
    DELETE_ITEM("DeleteItem"),
    GET_ITEM("GetItem"),
    PUT_ITEM("PutItem"),
    QUERY("Query"),
    UPDATE_ITEM("UpdateItem");

    private final String operation;

    Action(String operation) {
        this.operation = operation;
    }

    @Override
    public String toString() {
        return "dynamodb:" + operation;
    }
}
