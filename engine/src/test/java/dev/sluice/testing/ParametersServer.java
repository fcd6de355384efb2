// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A Systems Manager with one parameter.
///
/// Source: AWS Systems Manager API Reference, "GetParameter".
public final class ParametersServer implements AutoCloseable {
    private final AwsJsonServer server = new AwsJsonServer(this::answer);
    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> signatures = new ArrayList<>();
    private String value = "{}";
    private boolean failing;
    private boolean silent;

    private ParametersServer(String name) throws IOException {
        this.name = name;
    }

    public static ParametersServer of(String name) throws IOException {
        return new ParametersServer(name);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    public synchronized ParametersServer put(String text) {
        value = text;
        return this;
    }

    /// Sets whether each request fails from now on.
    public synchronized void failing(boolean fails) {
        failing = fails;
    }

    /// Sets whether requests get no answer from now on.
    public synchronized void silent(boolean is) {
        silent = is;
    }

    /// Returns the headers `Authorization` of the requests since the last call.
    public synchronized List<String> signatures() {
        var since = List.copyOf(signatures);
        signatures.clear();
        return since;
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }

    private Map<String, Object> answer(AwsJsonServer.Request request) {
        var known =
                request.target().equals("AmazonSSM.GetParameter")
                        && request.body().path("Name").asText().equals(name);
        Map<String, Object> reply;
        synchronized (this) {
            signatures.add(request.authorization());
            reply =
                    failing || !known
                            ? Map.of("__type", "ParameterNotFound", "message", "canary")
                            : Map.of("Parameter", Map.of("Name", name, "Value", value));
        }
        awaitCloseIfSilent();
        return reply;
    }

    private void awaitCloseIfSilent() {
        boolean waits;
        synchronized (this) {
            waits = silent;
        }
        try {
            if (waits) {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
