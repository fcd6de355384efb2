// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.LambdaFunction;
import dev.sluice.devtools.serving.DeployedFunction;
import dev.sluice.devtools.serving.LambdaOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `sluice invoke`: prints only the response to stdout. On stderr it prints the function's output,
/// and then the trace.
@Command(
        name = "invoke",
        description =
                "Send one event to the artifact that you deploy, in a separate process under"
                        + " Lambda's runtime.")
final class InvokeCommand implements Callable<Integer> {
    private static final int LONGEST = 900;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "EVENT", description = "A file with the event, as JSON.")
    private Path event = Path.of("");

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the function's environment. Repeatable.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--snapstart",
            description =
                    "Take a snapshot after init, as SnapStart does, with its hooks, and go on from it.")
    private boolean snapStart;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "The seconds after which the function is stopped, 1 to 900. Default: 10.")
    private int timeout = 10;

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > LONGEST) {
            throw Failure.usage("--timeout must be from 1 to %d.".formatted(LONGEST));
        }
        var text = TextFile.read(event, "event");
        requireJson(text);
        var log = System.err;
        LambdaFunction.Result result;
        try (var function = DeployedFunction.start(options(), store.options(true), log)) {
            result = function.invoke(text);
        } catch (FunctionFault e) {
            throw Failure.function(String.valueOf(e.getMessage()));
        }
        result.trace().print(log);
        spec.commandLine().getOut().println(result.response());
        return ExitCode.DONE;
    }

    private void requireJson(String text) {
        try {
            new JsonMapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.input(
                    "%s:%d:%d is not JSON: %s"
                            .formatted(
                                    event,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()));
        }
    }

    private LambdaOptions options() {
        var environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return new LambdaOptions(
                Home.artifact(),
                Home.runtimeClient(),
                Duration.ofSeconds(timeout),
                snapStart,
                environment);
    }
}
