// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// EventBridge's PutEvents and SQS's SendMessage, with faults.
public final class FakeAws implements AutoCloseable {
    private final AwsJsonServer server = new AwsJsonServer(this::answer);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Faults faults = new Faults() {};

    /// What goes wrong. Each method is asked for each request, or for each entry.
    public interface Faults {
        default Cut cut() {
            return Cut.NOTHING;
        }

        /// Returns the error of one entry, or an empty text.
        default String ofEntry(String event) {
            return "";
        }

        /// Returns the error of a whole request, or an empty text.
        default String ofRequest(List<String> events) {
            return "";
        }

        default boolean isQueueDown() {
            return false;
        }
    }

    /// When the connection ends.
    public enum Cut {
        NOTHING,
        BEFORE_IT_IS_DONE,
        BEFORE_THE_REPLY
    }

    public FakeAws() throws IOException {}

    public String url() {
        return server.endpoint().toString();
    }

    public void fails(Faults like) {
        faults = like;
    }

    /// Returns the details of all entries that were accepted, in order.
    public List<String> events() {
        return List.copyOf(events);
    }

    /// Returns the bodies of all messages that were accepted, in order.
    public List<String> messages() {
        return List.copyOf(messages);
    }

    private @Nullable Map<String, ?> answer(AwsJsonServer.Request request) {
        if (!request.authorization().startsWith("AWS4-HMAC-SHA256 ")) {
            return error("AccessDenied");
        }
        return switch (request.target()) {
            case "AWSEvents.PutEvents" ->
                    put(request.body().path("Entries").findValuesAsText("Detail"));
            case "AmazonSQS.SendMessage" -> {
                if (faults.isQueueDown()) {
                    yield error("InternalFailure");
                }
                messages.add(request.body().path("MessageBody").asText());
                yield Map.of("MessageId", "1");
            }
            default -> error("UnknownOperationException");
        };
    }

    private @Nullable Map<String, ?> put(List<String> details) {
        var cut = faults.cut();
        var error = faults.ofRequest(details);
        if (cut == Cut.BEFORE_IT_IS_DONE) {
            return null;
        }
        if (!error.isEmpty()) {
            return error("x#" + error);
        }
        var entries = new ArrayList<Map<String, String>>();
        for (var detail : details) {
            var fault = faults.ofEntry(detail);
            if (fault.isEmpty()) {
                events.add(detail);
                entries.add(Map.of("EventId", "e" + events.size()));
            } else {
                entries.add(Map.of("ErrorCode", fault));
            }
        }
        return cut == Cut.NOTHING ? Map.of("Entries", entries) : null;
    }

    private static Map<String, ?> error(String type) {
        return Map.of("__type", type);
    }

    @Override
    public void close() {
        server.close();
    }
}
