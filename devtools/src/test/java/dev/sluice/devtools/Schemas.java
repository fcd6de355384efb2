// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tests' own schema files. Tests do not depend on the project's schema.
public final class Schemas {
    public static final Path SHOP = file("shop.graphqls");
    public static final Path SINGLE_TABLE_SHOP = file("shop-single-table.graphqls");

    /// The trusted operations of the shop.
    public static final Path SHOP_OPERATIONS = file("operations");

    /// A schema of another domain, with one index.
    public static final String STATIONS =
            """
            type Station
              @table(name: "Stations", partitionKey: "{id}")
              @index(name: "byLine", partitionKey: "{line}", sortKey: "{name}")
              @auth(rules: [{public: true}]) {
              id: ID!
              line: String!
              name: String!
            }

            type Query {
              station(id: ID!): Station @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            """;

    private Schemas() {}

    public static Catalog compile(Path file) {
        try {
            return SchemaCompiler.compile(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        return Path.of("src/test/resources/dev/sluice/devtools", name).toAbsolutePath();
    }
}
