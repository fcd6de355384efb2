// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.Endpoint;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;

/// What the developer asks `serve` for.
///
/// @param data null for the sample shop, where the schema is the shop's
/// @param dynamoDb null for an embedded one
/// @param embeddedPort the embedded one's port, or 0 for any that is free
/// @param create whether tables are created in a real DynamoDB too
/// @param port 0 for any that is free
/// @param keys the directory of the signing key
public record ServeOptions(
        Path schema,
        OperationDirectory operations,
        @Nullable Path data,
        @Nullable Endpoint dynamoDb,
        int embeddedPort,
        boolean create,
        String host,
        int port,
        Path keys,
        Map<String, String> environment) {
    public ServeOptions {
        environment = Map.copyOf(environment);
    }
}
