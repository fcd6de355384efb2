// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// An API with a type that has a field of each kind of value.
final class Trips implements AutoCloseable {
    private final Api api = Api.of(Schemas.read("values.graphqls"));

    Api api() {
        return api;
    }

    /// Stores a trip with an attribute as another writer would store it.
    void store(String id, String attribute, AttributeValue value) {
        api.withRaw("Trip", Map.of("id", id), Map.of(attribute, value));
    }

    Answer ask(String id, String selection) {
        return api.ask(
                Who.NOBODY,
                "query($id: ID!) { trip(id: $id) { %s } }".formatted(selection),
                Map.of("id", id));
    }

    @Override
    public void close() {
        api.close();
    }
}
