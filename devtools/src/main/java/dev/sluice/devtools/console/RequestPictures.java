// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.Signal;
import dev.sluice.telemetry.Tracer;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Remembers what the latest requests did. It learns the waves from the engine's spans, the bound
/// and what was consumed from its events, and the keys from the client of DynamoDB.
public final class RequestPictures implements Tracer, RequestListener {
    private static final int KEPT = 200;
    private static final String CALL = Signal.Trace.DYNAMODB.key() + " ";
    private static final ScopedValue<Sketch> REQUEST = ScopedValue.newInstance();
    private static final ScopedValue<SketchedCall> SENDING = ScopedValue.newInstance();

    private final Map<String, Picture> latest =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Picture> eldest) {
                    return size() > KEPT;
                }
            };

    /// A request that is not answered yet.
    private record Sketch(long start, Queue<SketchedCall> calls) implements Span {}

    @Override
    public <T extends @Nullable Object, X extends Exception> T trace(
            Span parent, String name, Traced<T, X> work) throws X {
        if (!(parent instanceof Sketch sketch)) {
            var first = new Sketch(System.nanoTime(), new ConcurrentLinkedQueue<>());
            return ScopedValue.where(REQUEST, first).call(() -> work.in(first));
        }
        if (!name.startsWith(CALL)) {
            return work.in(sketch);
        }
        var call = new SketchedCall(name.substring(CALL.length()), sketch.start());
        try {
            return ScopedValue.where(SENDING, call).call(() -> work.in(call));
        } finally {
            call.end();
            sketch.calls().add(call);
        }
    }

    @Override
    public void answered(RequestEvent event) {
        if (REQUEST.isBound()) {
            var calls =
                    REQUEST.get().calls().stream()
                            .map(SketchedCall::call)
                            .sorted(
                                    Comparator.comparingInt(Picture.Call::wave)
                                            .thenComparingDouble(Picture.Call::start))
                            .toList();
            synchronized (latest) {
                latest.put(event.requestId(), Picture.of(event, calls));
            }
        }
    }

    /// Returns the picture of a request, or null if it is not one of the latest.
    @Nullable Picture of(String requestId) {
        synchronized (latest) {
            return latest.get(requestId);
        }
    }

    /// Returns a client whose requests appear in the pictures.
    public DynamoDbClient watching(DynamoDbClient client) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            try {
                                watch(arguments);
                                var answer = method.invoke(client, arguments);
                                if (answer instanceof DynamoDbResponse reply && SENDING.isBound()) {
                                    SENDING.get().receives(reply);
                                }
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static void watch(Object @Nullable [] arguments) {
        if (arguments != null
                && arguments.length == 1
                && arguments[0] instanceof DynamoDbRequest request
                && SENDING.isBound()) {
            SENDING.get().sends(request);
        }
    }
}
