// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.internal.recording.Redacted;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// A bus of Amazon EventBridge. The whole CloudEvent is the detail of an entry.
///
/// Source: Amazon EventBridge API Reference, "PutEvents".
///
/// @param name its name or ARN
record EventBus(AwsJsonClient client, String name) implements EventTarget {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    /// The errors of an entry, or of a request with one entry, that no later attempt avoids.
    private static final Set<String> LASTING =
            Set.of(
                    "InvalidArgument",
                    "MalformedDetail",
                    "RequestEntityTooLargeException",
                    "SerializationException",
                    "ValidationException");

    @Override
    public List<Outcome> send(List<String> events) {
        var outcomes = new ArrayList<>(Collections.nCopies(events.size(), Outcome.REFUSED));
        var places = new ArrayList<Integer>();
        var request = JSON.createObjectNode();
        var entries = request.putArray("Entries");
        for (int i = 0; i < events.size(); i++) {
            var entry = entry(events.get(i));
            if (entry != null) {
                places.add(i);
                entries.add(entry);
            }
        }
        if (places.isEmpty()) {
            return outcomes;
        }
        var sent = send(request, places.size());
        if (sent.contains(Outcome.REFUSED) && sent.size() > 1 && isWhole(sent)) {
            return events.stream().flatMap(event -> send(List.of(event)).stream()).toList();
        }
        for (int i = 0; i < places.size(); i++) {
            outcomes.set(places.get(i), sent.get(i));
        }
        return outcomes;
    }

    /// One entry can be the reason that all were refused.
    private static boolean isWhole(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> outcome == Outcome.REFUSED);
    }

    private List<Outcome> send(ObjectNode request, int count) {
        try {
            var reply = client.send(request);
            if (reply.error() != null) {
                LOG.error("EventBridge answered {}", reply.error());
                return Collections.nCopies(count, outcome(reply.error()));
            }
            var outcomes = new ArrayList<Outcome>();
            for (int i = 0; i < count; i++) {
                outcomes.add(outcome(reply.body().path("Entries").path(i)));
            }
            return outcomes;
        } catch (IOException | SdkException e) {
            LOG.error("EventBridge did not answer", Redacted.of(e));
            return Collections.nCopies(count, Outcome.FAILED);
        }
    }

    private static Outcome outcome(JsonNode entry) {
        return entry.hasNonNull("EventId")
                ? Outcome.DELIVERED
                : outcome(entry.path("ErrorCode").asText());
    }

    private static Outcome outcome(String error) {
        return LASTING.contains(error) ? Outcome.REFUSED : Outcome.FAILED;
    }

    /// Returns null if the text is not an event.
    private @Nullable ObjectNode entry(String event) {
        try {
            var members = JSON.readTree(event);
            return JSON.createObjectNode()
                    .put("EventBusName", name)
                    .put("Source", members.required("source").asText())
                    .put("DetailType", members.required("type").asText())
                    .put("Time", Instant.parse(members.required("time").asText()).getEpochSecond())
                    .put("Detail", event);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }
}
