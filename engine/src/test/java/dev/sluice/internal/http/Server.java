// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.Tracer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The service of a test, with its executor and what telemetry received.
final class Server {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    final FakeExecutor executor = new FakeExecutor();
    final List<RequestEvent> events = new ArrayList<>();
    final GraphQLOverHttp service;

    Server() {
        this(HttpSettings.defaults());
    }

    Server(HttpSettings settings) {
        service =
                new GraphQLOverHttp(
                        executor,
                        _ -> RequestPolicy.standard(),
                        settings,
                        events::add,
                        Tracer.NONE);
    }

    HttpResponse send(EventKind kind, Exchange exchange) {
        return kind.send(service, exchange);
    }

    HttpResponse send(Exchange exchange) {
        return send(EventKind.HTTP_API, exchange);
    }

    static JsonNode json(HttpResponse response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /// Returns the code of the first error, or an empty string.
    static String code(HttpResponse response) {
        return json(response).path("errors").path(0).path("extensions").path("code").asText();
    }
}
