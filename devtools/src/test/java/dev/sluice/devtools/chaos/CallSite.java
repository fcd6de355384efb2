// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import java.util.Arrays;

/// A place where the function calls DynamoDB. Its document has a field `broken`, whose request
/// meets the fault. The document of a read also has a field `near`, whose request does not.
enum CallSite {
    GET_ITEM(
            "GetItem",
            "operation=GetItem",
            "{ broken: thing(id: \"a\") { id } near: parts(of: \"a\") { edges { node { id } } } }",
            Effect.NONE),
    BATCH_GET_ITEM(
            "BatchGetItem",
            "operation=BatchGetItem",
            """
            { broken: things(ids: ["a", "b"]) { id } near: parts(of: "a") { edges { node { id } } } }
            """,
            Effect.NONE),
    BATCH_OF_TWO_TABLES(
            "BatchGetItem of two tables",
            "operation=BatchGetItem table=Things",
            "{ broken: thing(id: \"a\") { id } near: tally(id: \"a\") { id } }",
            Effect.NONE),
    QUERY(
            "Query",
            "operation=Query table=Parts",
            "{ broken: parts(of: \"a\") { edges { node { id } } } near: thing(id: \"a\") { id } }",
            Effect.NONE),
    QUERY_OF_INDEX(
            "Query of an index",
            "index=byColour",
            """
            { broken: coloured(colour: "red") { edges { node { id } } } near: thing(id: "a") { id } }
            """,
            Effect.NONE),
    RECORD(
            "record of a rule",
            "table=Members",
            "{ broken: secret(id: \"a\") { id } near: parts(of: \"a\") { edges { node { id } } } }",
            Effect.NONE),
    PUT_ITEM(
            "PutItem",
            "operation=PutItem",
            "mutation { broken: add(id: \"%s\") { id } }",
            Effect.PUT),
    UPDATE_ITEM(
            "UpdateItem",
            "operation=UpdateItem",
            "mutation { broken: bump(id: \"%s\") { id } }",
            Effect.COUNT),
    DELETE_ITEM(
            "DeleteItem",
            "operation=DeleteItem",
            "mutation { broken: remove(id: \"%s\") { id } }",
            Effect.DELETE),
    TRANSACTION(
            "TransactWriteItems",
            "operation=TransactWriteItems",
            "mutation { broken: bumpBoth(id: \"%s\") { id } }",
            Effect.COUNT_BOTH),
    WITH_TOKEN(
            "write with a token",
            "operation=TransactWriteItems",
            "mutation { broken: bumpOnce(id: \"%1$s\", clientRequestToken: \"%1$s\") { id } }",
            Effect.COUNT_BOTH),
    READ_BEFORE(
            "read before a write",
            "operation=reads",
            "mutation { broken: bumpRead(id: \"%s\") { id } }",
            Effect.COUNT),
    RECORD_OF_TOKEN(
            "record of a token",
            "operation=reads table=Requests",
            "mutation { broken: bumpReadOnce(id: \"%1$s\", clientRequestToken: \"%1$s\") { id } }",
            Effect.COUNT),
    READ_BACK(
            "read after a write",
            "operation=reads",
            "mutation { broken: bumpBoth(id: \"%s\") { id count } }",
            Effect.COUNT_BOTH);

    private final String title;
    private final String conditions;
    private final String document;
    private final Effect effect;

    CallSite(String title, String conditions, String document, Effect effect) {
        this.title = title;
        this.conditions = conditions;
        this.document = document;
        this.effect = effect;
    }

    static CallSite of(String title) {
        return Arrays.stream(values())
                .filter(site -> site.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call site " + title));
    }

    String title() {
        return title;
    }

    /// Returns the specification of a fault that happens here only.
    String spec(String fault) {
        return fault + " " + conditions;
    }

    /// @param id of the item that a mutation changes
    String document(String id) {
        return document.formatted(id);
    }

    Effect effect() {
        return effect;
    }

    /// Returns whether DynamoDB applies the same request twice if it gets it twice.
    boolean isSingleWrite() {
        return switch (this) {
            case PUT_ITEM, UPDATE_ITEM, DELETE_ITEM -> true;
            case GET_ITEM,
                    BATCH_GET_ITEM,
                    BATCH_OF_TWO_TABLES,
                    QUERY,
                    QUERY_OF_INDEX,
                    RECORD,
                    TRANSACTION,
                    WITH_TOKEN,
                    READ_BEFORE,
                    RECORD_OF_TOKEN,
                    READ_BACK ->
                    false;
        };
    }

    /// Returns whether the client can send the same mutation again, and it happens once.
    boolean hasToken() {
        return this == WITH_TOKEN || this == RECORD_OF_TOKEN;
    }
}
