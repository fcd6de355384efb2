// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// The requests that a fault can meet.
///
/// @param operations empty for all
/// @param table the name in DynamoDB, or null for all
/// @param index null for all
public record FaultScope(Set<String> operations, @Nullable String table, @Nullable String index) {
    /// All requests.
    public static final FaultScope ALL = new FaultScope(Set.of(), null, null);

    public FaultScope {
        operations = Set.copyOf(operations);
    }

    public boolean has(WireRequest request) {
        return (operations.isEmpty() || operations.contains(request.operation()))
                && (table == null || request.tables().contains(table))
                && (index == null || index.equals(request.index()));
    }
}
