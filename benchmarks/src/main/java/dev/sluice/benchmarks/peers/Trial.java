// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.benchmarks.CpuQuota;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Sends one request again and again to a new instance of a peer.
final class Trial {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS = 1e3;
    private static final double KILOBYTES = 1_024;

    private final Peer peer;
    private final Scenario scenario;
    private final StubDynamoDb store;
    private final String event;
    private final LongAdder logged = new LongAdder();

    /// @param event an event of an HTTP API, in JSON, whose body is replaced
    Trial(Peer peer, Scenario scenario, StubDynamoDb store, String event) throws IOException {
        this.peer = peer;
        this.scenario = scenario;
        this.store = store;
        var changed = (ObjectNode) JSON.readTree(event);
        changed.put("routeKey", "POST /graphql");
        changed.withObject("/requestContext").put("routeKey", "POST /graphql");
        changed.put("body", JSON.createObjectNode().put("query", scenario.query()).toString());
        this.event = changed.toString();
    }

    Peer peer() {
        return peer;
    }

    Scenario scenario() {
        return scenario;
    }

    /// Returns the `data` of the answer.
    ///
    /// @throws IOException if the answer has errors
    JsonNode answer() throws IOException, FunctionFault {
        store.latency(scenario.latency());
        try (var instance = peer.start(scenario, store, log())) {
            instance.init();
            restore(instance);
            return data(instance.invoke(event));
        }
    }

    /// @param requests as many to warm up, and as many that are measured
    Figures measure(int requests) throws IOException, FunctionFault {
        store.latency(scenario.latency());
        var start = System.nanoTime();
        try (var instance = peer.start(scenario, store, log())) {
            instance.init();
            try (var _ = CpuQuota.of(instance.handle(), scenario.cores())) {
                return figures(instance, start, requests);
            }
        }
    }

    /// @param start when the process started
    private Figures figures(FunctionProcess instance, long start, int requests)
            throws IOException, FunctionFault {
        var ready = System.nanoTime();
        restore(instance);
        data(instance.invoke(event));
        var started = millisSince(peer.snapStart() ? ready : start);
        send(instance, requests);

        var reads = store.reads();
        var lines = logged.sum();
        var cpu = cpu(instance);
        var began = System.nanoTime();
        var latencies = send(instance, requests);
        var took = millisSince(began);
        var used = store.reads().since(reads);
        return new Figures(
                started,
                Arrays.stream(latencies).average().orElse(Double.NaN),
                quantile(latencies, 0.5),
                quantile(latencies, 0.9),
                quantile(latencies, 0.99),
                (double) cpu(instance).minus(cpu).toMillis() / requests,
                resident(instance),
                requests / took * MILLIS,
                (double) used.requests() / requests,
                used.units() / requests,
                (double) (logged.sum() - lines) / requests);
    }

    private void restore(FunctionProcess instance) throws FunctionFault {
        if (peer.snapStart()) {
            instance.restore();
        }
    }

    private PrintStream log() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        logged.increment();
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        logged.add(length);
                    }
                });
    }

    /// Returns the time that each took, in order of size.
    private double[] send(FunctionProcess instance, int requests)
            throws IOException, FunctionFault {
        var latencies = new double[requests];
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections =
                    IntStream.range(0, scenario.connections())
                            .<Future<?>>mapToObj(_ ->
                                    threads.submit(() -> {
                                        connection(instance, next, latencies);
                                        return null;
                                    }))
                            .toList();
            for (var connection : connections) {
                connection.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(peer.title() + " does not answer any more", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Arrays.sort(latencies);
        return latencies;
    }

    private void connection(FunctionProcess instance, AtomicInteger next, double[] latencies)
            throws FunctionFault, IOException {
        for (var i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
            var start = System.nanoTime();
            var response = instance.invoke(event);
            latencies[i] = millisSince(start);
            if (!response.contains("\"statusCode\":200")) {
                throw new IOException("%s answered %s".formatted(peer.title(), response));
            }
        }
    }

    private JsonNode data(String response) throws IOException {
        var body = JSON.readTree(JSON.readTree(response).path("body").asText());
        if (!body.path("data").isObject() || body.has("errors")) {
            throw new IOException("%s, %s: %s".formatted(peer.title(), scenario.title(), response));
        }
        return body.path("data");
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1.0, Math.floor(sorted.length * share))];
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static Duration cpu(FunctionProcess instance) {
        return instance.handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Returns the size on Linux, or NaN.
    private static double resident(FunctionProcess instance) throws IOException {
        var status = Path.of("/proc", String.valueOf(instance.handle().pid()), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(Double.NaN)
                / KILOBYTES;
    }
}
