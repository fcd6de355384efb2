// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.benchmarks.peers.StubDynamoDb.Latency;

/// One request under one condition.
///
/// @param value of the axis
/// @param query the document
/// @param types the number of types that are added to the schema
/// @param connections the number of requests that one instance answers at the same time
/// @param memory of the function, in MB
/// @param cores that the function may use
record Scenario(
        Axis axis,
        int value,
        String query,
        Latency latency,
        int types,
        int connections,
        int memory,
        double cores) {
    /// In MB: the default in template.yaml, with which Lambda gives a function one core.
    static final int MEMORY = 1_769;

    /// The shop's first screen, as in `events/http-api-canonical-query.json`.
    static final String CANONICAL =
            "{ me { name email loyalty { points } orders(first: 20) { edges { node { id status"
                    + " placedAt total lines { quantity unitPrice product { name imageUrl } } } }"
                    + " pageInfo { hasNextPage } } } }";

    /// The canonical query, one at a time, with a DynamoDB that answers at once, and all cores.
    static Scenario canonical(Axis axis, int value) {
        return new Scenario(
                axis,
                value,
                CANONICAL,
                Latency.NONE,
                0,
                1,
                MEMORY,
                Runtime.getRuntime().availableProcessors());
    }

    Scenario withQuery(String query) {
        return new Scenario(axis, value, query, latency, types, connections, memory, cores);
    }

    Scenario withLatency(Latency latency) {
        return new Scenario(axis, value, query, latency, types, connections, memory, cores);
    }

    Scenario withTypes(int types) {
        return new Scenario(axis, value, query, latency, types, connections, memory, cores);
    }

    Scenario withConnections(int connections) {
        return new Scenario(axis, value, query, latency, types, connections, memory, cores);
    }

    /// Gives the function the cores that Lambda gives to one of this memory.
    Scenario withMemory(int memory) {
        return new Scenario(
                axis, value, query, latency, types, connections, memory, (double) memory / MEMORY);
    }

    /// Returns whether the query and the schema are those of the sample shop.
    boolean asInTheShop() {
        return query.equals(CANONICAL) && types == 0;
    }

    String title() {
        return "%s: %,d".formatted(axis.title(), value);
    }
}
