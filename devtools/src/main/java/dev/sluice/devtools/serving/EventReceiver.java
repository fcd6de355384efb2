// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.events.EventTarget;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Prints each event, and posts it to an address in the HTTP binding of CloudEvents.
///
/// @param url null if events are only printed
record EventReceiver(HttpClient client, @Nullable URI url, PrintStream log) implements EventTarget {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public List<Outcome> send(List<String> events) {
        return events.stream().map(this::send).toList();
    }

    private Outcome send(String event) {
        var status = url == null ? 0 : post(event, url);
        var outcome = outcome(status);
        log.println(
                "event %s%s%s"
                        .formatted(
                                name(event),
                                url == null ? "" : " to " + url,
                                outcome == Outcome.DELIVERED
                                        ? ""
                                        : status < 0 ? ": no answer" : ": answered " + status));
        return outcome;
    }

    /// Returns the status, or -1 if there was no answer.
    private int post(String event, URI to) {
        var request =
                HttpRequest.newBuilder(to)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(event))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /// An error of the client cannot go away, except those that say so.
    private static Outcome outcome(int status) {
        if (status < 0
                || status == REQUEST_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || status >= 500) {
            return Outcome.FAILED;
        }
        return status < 300 ? Outcome.DELIVERED : Outcome.REFUSED;
    }

    private static String name(String event) {
        try {
            var members = JSON.readTree(event);
            return members.path("type").asText() + " " + members.path("subject").asText();
        } catch (JsonProcessingException e) {
            return "that is not JSON";
        }
    }
}
