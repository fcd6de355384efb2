// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.Endpoint;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Which DynamoDB is read and written, and the data that it starts with.
///
/// @param data null for the sample shop, if the schema is the shop's
/// @param dynamoDb null for an embedded one
/// @param embeddedPort the embedded one's port, or 0 for any free port
/// @param create whether tables are created in a real DynamoDB too
/// @param faults what goes wrong between the function and this DynamoDB
public record StoreOptions(
        @Nullable Path data,
        @Nullable Endpoint dynamoDb,
        int embeddedPort,
        boolean create,
        FaultOptions faults) {}
