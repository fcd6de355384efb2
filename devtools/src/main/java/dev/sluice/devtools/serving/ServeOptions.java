// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.resolvers.JavaSources;

import java.nio.file.Path;
import java.util.Map;

/// What the developer asks `serve` for.
///
/// @param port 0 for any that is free
/// @param keys the directory of the signing key
public record ServeOptions(
        Path schema,
        OperationDirectory operations,
        JavaSources resolvers,
        StoreOptions store,
        String host,
        int port,
        Path keys,
        Map<String, String> environment) {
    public ServeOptions {
        environment = Map.copyOf(environment);
    }
}
