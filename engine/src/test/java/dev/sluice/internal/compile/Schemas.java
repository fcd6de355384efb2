// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import dev.sluice.internal.schema.Catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The schema files that tests compile.
public final class Schemas {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/sluice");

    private Schemas() {}

    /// Returns schema files of many domains. All of them are valid.
    public static List<Path> domains() {
        try (var files = Files.list(RESOURCES.resolve("schemas"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String shop() {
        return read(RESOURCES.resolve("shop.graphqls"));
    }

    public static String singleTable() {
        return read(RESOURCES.resolve("shop-single-table.graphqls"));
    }

    public static String wholeShop() {
        return read(RESOURCES.resolve("whole-shop.graphqls"));
    }

    public static String wholeSingleTable() {
        return read(RESOURCES.resolve("whole-shop-single-table.graphqls"));
    }

    public static Catalog compile(String text) {
        return SchemaCompiler.compile("api.graphqls", text);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
