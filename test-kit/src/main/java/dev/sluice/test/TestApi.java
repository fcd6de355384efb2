// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;

/// The API of the project, on an embedded DynamoDB.
///
/// It is built as the deployed function builds it: from `schema.graphqls` on the class path, the
/// resolvers of the class `ApiResolvers` beside it, and the trusted operations, which are the files
/// in the directory `operations`, or else those of `operations.json` on the class path. Requests
/// are events of API Gateway, and the function's handler answers them. Settings are the environment
/// variables of the build, with the function's defaults.
///
/// It differs from the deployed function in what AWS does: there is no authorizer, so callers are
/// who they say, an operation has a minute, and nothing is logged.
public final class TestApi {
    private final TestTables tables;
    private final TestGateway gateway;
    private final NamedOperations operations;
    private final String groupClaim;

    TestApi(TestTables tables, TestGateway gateway, NamedOperations operations, String groupClaim) {
        this.tables = tables;
        this.gateway = gateway;
        this.operations = operations;
        this.groupClaim = groupClaim;
    }

    /// Returns a caller who is signed in.
    ///
    /// @param subject the claim `sub`, with which rules compare owners
    public TestCaller as(String subject) {
        return new TestCaller(this, Map.of("sub", subject));
    }

    /// Returns a caller who is not signed in, and uses the public route.
    public TestCaller asNobody() {
        return new TestCaller(this, null);
    }

    /// Stores an item, or replaces the one with the same key. No rule of the schema applies. The
    /// item gets the defaults of the schema, and the keys of its table and indexes.
    ///
    /// @param type a type with `@table`
    /// @param fields GraphQL values by field, hidden fields included
    /// @throws IllegalArgumentException if the item does not fit the type
    /// @return this API
    public TestApi seed(String type, Map<String, ? extends @Nullable Object> fields) {
        tables.put(type, fields, type);
        return this;
    }

    /// Stores the items of a data file, which `sluice serve --data` loads, too.
    ///
    /// @param file `{"Type": [{"field": value}]}`
    /// @throws IllegalArgumentException if the file cannot be read, or if an item does not fit its
    ///   type
    /// @return this API
    public TestApi seed(Path file) {
        SeedFile.read(file)
                .forEach((type, items) -> {
                    for (var at = 0; at < items.size(); at++) {
                        tables.put(type, items.get(at), "%s %s[%d]".formatted(file, type, at));
                    }
                });
        return this;
    }

    void clear() {
        tables.clear();
    }

    String groupClaim() {
        return groupClaim;
    }

    String idOf(String operation) {
        return operations.id(operation);
    }

    TestAnswer send(
            @Nullable Map<String, String> claims, Map<String, ? extends @Nullable Object> body) {
        return gateway.send(claims, body);
    }
}
