// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.contract.EditorFiles;
import dev.sluice.devtools.resolvers.JavaSources;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// The options of `serve`.
///
/// @param port 0 for any free port
/// @param concurrency how many requests run at once
/// @param keys the directory of the signing key
/// @param style of the lines about requests
/// @param editor kept as the schema is
/// @param events where events of mutations are posted to, or null if they are only printed
public record ServeOptions(
        Path schema,
        OperationDirectory operations,
        JavaSources resolvers,
        StoreOptions store,
        String host,
        int port,
        int concurrency,
        Path keys,
        LogStyle style,
        EditorFiles editor,
        @Nullable URI events,
        Map<String, String> environment) {
    public ServeOptions {
        environment = Map.copyOf(environment);
    }
}
