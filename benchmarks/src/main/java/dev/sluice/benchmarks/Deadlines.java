// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.devtools.fault.Fault;
import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.FaultScope;
import dev.sluice.devtools.fault.Share;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.FunctionProcess;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// Checks that a new instance answers its first event before its timeout, if DynamoDB never
/// answers, and the processor is slow.
@Command(
        name = "deadlines",
        description = "Check that slow instances answer in time if DynamoDB does not.",
        mixinStandardHelpOptions = true)
final class Deadlines implements Callable<Integer> {
    private static final Path EVENT = Path.of("events/http-api-canonical-query.json");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern TOOK = Pattern.compile("\"took\":\\s*(\\d+)");

    private static final FaultRule HANG =
            new FaultRule(
                    "latency",
                    new Fault.Latency(TIMEOUT.multipliedBy(2)),
                    FaultScope.ALL,
                    new Share.All());

    @Option(names = "--repetitions", description = "How often each is tried. Default: 3.")
    private int repetitions = 3;

    @Option(
            names = "--cores",
            split = ",",
            description = "The parts of a processor that the function has. Default: 0.3,0.6,1.")
    private List<Double> cores = List.of(0.3, 0.6, 1.0);

    /// @param quota how the process was held back
    /// @param init milliseconds until the function asked for its first event
    /// @param answer what it answered, or how it failed
    /// @param time milliseconds until then
    /// @param took the time that the function logged, in milliseconds
    private record Try(
            String quota, double init, boolean answered, String answer, double time, String took) {}

    static void main(String[] args) {
        System.exit(new CommandLine(new Deadlines()).execute(args));
    }

    @Override
    public Integer call() throws IOException, FunctionFault {
        var answered = true;
        try (var bench = Workbench.open();
                var proxy =
                        FaultProxy.before(
                                bench.shop().endpoint(), _ -> List.of(HANG), (_, _, _) -> {})) {
            System.out.printf("The timeout is %d ms.%n%n", TIMEOUT.toMillis());
            System.out.println(
                    "| Cores | by | init, ms | before the timeout | answer | reply, ms | `took` |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (var share : cores) {
                for (var repetition = 0; repetition < repetitions; repetition++) {
                    var tried = tried(bench, proxy.endpoint(), share);
                    answered &= tried.answered;
                    print(share, tried);
                }
            }
        }
        return answered ? 0 : 1;
    }

    private static Try tried(Workbench bench, URI dynamoDb, double share)
            throws IOException, FunctionFault {
        var printed = new ByteArrayOutputStream();
        var log = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var start = System.nanoTime();
        var instance = FunctionProcess.start(bench.deployment(TIMEOUT, dynamoDb), null, log);
        try (var quota = CpuQuota.of(instance.handle(), share);
                instance) {
            instance.init();
            var ready = System.nanoTime();
            var answered = false;
            String what;
            try {
                var answer = ClientAnswer.of(instance.invoke(Files.readString(EVENT)));
                answered = true;
                what = "%d %s".formatted(answer.status(), answer.code());
            } catch (FunctionFault fault) {
                what = fault.errorType();
            }
            var end = System.nanoTime();
            var took = TOOK.matcher(printed.toString(StandardCharsets.UTF_8));
            return new Try(
                    quota.title(),
                    (ready - start) / NANOS_PER_MILLI,
                    answered,
                    what,
                    (end - ready) / NANOS_PER_MILLI,
                    took.find() ? took.group(1) : "");
        }
    }

    private static void print(double share, Try tried) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %s | %s | %.0f | %s |%n",
                share,
                tried.quota,
                tried.init,
                tried.answered ? "yes" : "**no**",
                tried.answer,
                tried.time,
                tried.took);
    }
}
