// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The tests' own schema files. Tests do not depend on the project's schema.
public final class Schemas {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/sluice");

    private Schemas() {}

    public static String shop() {
        return read("shop.graphqls");
    }

    public static String singleTable() {
        return read("shop-single-table.graphqls");
    }

    /// Returns the shop, whose mutations tell events.
    public static String shopWithEvents() {
        return shop().replace(
                        "@idempotency(table: \"Idempotency\")",
                        "@idempotency(table: \"Idempotency\") @events(table: \"Events\", source: \"shop\", itemSize: 3)")
                .replace(
                        "clientRequestToken: ID!): Order!\n",
                        """
                        clientRequestToken: ID!): Order!
                            @event(name: "OrderPlaced", version: 2,
                                   detail: "id = $item.id, at = $item.placedAt, total = $prepared.total, ...$input")
                        """)
                .replace(
                        "cancelOrder(id: ID!, version: Int!): Order!\n",
                        """
                        cancelOrder(id: ID!, version: Int!): Order!
                            @event(name: "OrderCancelled", detail: "id = $id, points = $order.points")
                        """)
                .replace(
                        "updateProfile(input: ProfileInput!, version: Int!): User!\n",
                        """
                        updateProfile(input: ProfileInput!, version: Int!): User!
                            @event(name: "ProfileUpdated", detail: "...$input")
                        """);
    }

    /// Returns schema files of many domains. All of them are valid.
    public static List<Path> domains() {
        try (var files = Files.list(RESOURCES.resolve("schemas"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param name such as `shop.graphqls`
    public static String read(String name) {
        return read(RESOURCES.resolve(name));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Catalog compile(String text) {
        return SchemaCompiler.compile("api.graphqls", text);
    }
}
