// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The tests' own schema files. Tests do not depend on the project's schema.
public final class Schemas {
    private Schemas() {}

    /// @param name such as `shop.graphqls`
    public static String read(String name) {
        try (var in = Schemas.class.getResourceAsStream("/dev/sluice/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
