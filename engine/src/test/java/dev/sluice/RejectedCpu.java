// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.HostileRequests;
import dev.sluice.testing.HostileRequests.Hostile;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Measures the processor time for refusing each hostile request, warm, in the real handler. Not a
/// test of the build: run it by name, as CONTRIBUTING.md says. It prints a table.
class RejectedCpu {
    private static final int WARM_UP = 30;
    private static final int MEASURED = 21;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void every_hostile_request_is_refused_and_its_cpu_time_is_printed() {
        var requests = HostileRequests.all();
        try (var api = Api.of(HostileRequests.SCHEMA, Map.of("SLUICE_INTROSPECTION", "off"))) {
            for (int i = 0; i < WARM_UP; i++) {
                requests.forEach(request -> refused(api, request));
            }
            print(requests.stream().map(request -> measured(api, request)).toList());
        }
    }

    private static Figure measured(Api api, Hostile request) {
        var times = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            var start = THREADS.getCurrentThreadCpuTime();
            refused(api, request);
            times[i] = THREADS.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(times);
        return new Figure(
                request.name(),
                refused(api, request),
                times[MEASURED / 2] / NANOS_PER_MILLI,
                times[MEASURED - 1] / NANOS_PER_MILLI);
    }

    /// Returns the code and the limit.
    private static String refused(Api api, Hostile request) {
        var answer = api.post(Who.NOBODY, request.body());
        assertThat(answer.status()).as(request.name()).isBetween(400, 499);
        var extensions = answer.body().at("/errors/0/extensions");
        return extensions.path("code").asText() + " " + extensions.path("limit").asText();
    }

    private static void print(List<Figure> figures) {
        var sorted =
                figures.stream()
                        .sorted(Comparator.comparingDouble(Figure::median).reversed())
                        .toList();
        System.out.printf(
                "%10s %10s  %-50s %s%n", "median ms", "max ms", "request", "refused with");
        for (var figure : sorted) {
            System.out.printf(
                    "%10.3f %10.3f  %-50s %s%n",
                    figure.median(), figure.max(), figure.request(), figure.code());
        }
        System.out.printf(
                "worst of %d rejected requests: %.3f ms of CPU time (median of %d), %s%n",
                sorted.size(), sorted.getFirst().median(), MEASURED, sorted.getFirst().request());
    }

    private record Figure(String request, String code, double median, double max) {}
}
