// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.DeployedFunction;
import dev.sluice.devtools.serving.DevServer;
import dev.sluice.devtools.serving.LambdaOptions;
import dev.sluice.devtools.serving.LambdaServer;
import dev.sluice.devtools.serving.LogStyle;
import dev.sluice.devtools.serving.ServeOptions;
import dev.sluice.devtools.serving.Server;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `sluice serve`: prints one line to stdout when it is ready, then one to stderr for each request.
@Command(
        name = "serve",
        description = "Serve a schema file on this machine through the deployed handler.")
final class ServeCommand implements Callable<Integer> {
    private static final int FEWEST_AT_ONCE = 8;
    private static final int AT_ONCE_BY_PROCESSOR = 4;
    private static final int MOST_AT_ONCE = 1000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private OperationsOption operations = new OperationsOption();
    @Mixin private StoreOption store = new StoreOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on, or 0 for any free port. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on. Default: 127.0.0.1, so only this machine can connect.")
    private String host = "127.0.0.1";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Live settings, as JSON. A change takes effect at once.")
    private @Nullable Path liveSettings;

    @Option(
            names = "--lambda",
            description =
                    "Serve the artifact that you deploy, in a separate process under Lambda's"
                            + " runtime.")
    private boolean lambda;

    @Option(
            names = "--concurrency",
            paramLabel = "NUMBER",
            description =
                    "How many requests run at once, 1 to 1000. Up to 15 times as many wait. The"
                            + " others get 503. Default: 4 for each processor, at least 8.")
    private int concurrency =
            Math.max(
                    FEWEST_AT_ONCE,
                    AT_ONCE_BY_PROCESSOR * Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--events",
            paramLabel = "URL",
            description =
                    "Post each event of a mutation to this address. Without it, events are only"
                            + " printed.")
    private @Nullable URI events;

    @Override
    public Integer call() throws InterruptedException {
        var server = start();
        Stopping.by(server);
        var out = spec.commandLine().getOut();
        out.printf("Sluice is ready at http://%s:%d/graphql%n", name(), server.port());
        out.flush();
        return Stopping.await();
    }

    private Server start() {
        if (!lambda) {
            return DevServer.start(options(), System.err);
        }
        if (!schema.isOfTheProject() || operations.isGiven()) {
            throw Failure.usage(
                    "--lambda serves the schema and the operations of the artifact: remove"
                            + " --schema and --operations.");
        }
        return LambdaServer.start(
                options(),
                new LambdaOptions(
                        Home.artifact(),
                        Home.runtimeClient(),
                        DeployedFunction.TIMEOUT,
                        false,
                        environment()),
                System.err);
    }

    private ServeOptions options() {
        Ports.require("--port", port);
        if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
            throw Failure.usage("--concurrency must be from 1 to %d.".formatted(MOST_AT_ONCE));
        }
        if (events != null
                && !"http".equals(events.getScheme())
                && !"https".equals(events.getScheme())) {
            throw Failure.usage("--events must be a URL such as http://localhost:9000/events.");
        }
        var stored = store.options(schema.isOfTheProject());
        if (events != null && stored.dynamoDb() != null && stored.dynamoDb().isAws()) {
            throw Failure.usage(
                    "--events needs a DynamoDB outside AWS: the function of the stack delivers the"
                            + " events of one in AWS. Remove --events or --dynamodb.");
        }
        return new ServeOptions(
                schema.file(),
                operations.directory(schema),
                Home.resolvers(),
                stored,
                host,
                port,
                concurrency,
                Home.state(),
                LogStyle.of(Home.isOnTerminal(), System.getenv()),
                schema.editorFiles(),
                events,
                environment());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        if (liveSettings != null) {
            environment.put("SLUICE_LIVE_SETTINGS", "file:" + liveSettings.toAbsolutePath());
        }
        return environment;
    }

    private String name() {
        return switch (host) {
            case "127.0.0.1", "0.0.0.0", "::1", "::" -> "localhost";
            default -> host;
        };
    }
}
