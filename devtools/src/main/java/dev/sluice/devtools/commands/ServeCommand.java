// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.DevServer;
import dev.sluice.devtools.serving.ServeOptions;
import dev.sluice.devtools.store.Endpoint;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `sluice serve`: one line on stdout when it is ready, then one on stderr for each request.
@Command(
        name = "serve",
        description = "Serve a schema file on this machine through the deployed handler.")
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private OperationsOption operations = new OperationsOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to serve at; 0 for any that is free. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to serve at. Default: 127.0.0.1, this machine alone.")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "JSON to load into the tables that are created: {\"Type\": [{\"field\": value}]}. "
                            + "Default: a sample shop where the schema is the shop's, else nothing.")
    private @Nullable Path data;

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description =
                    "The DynamoDB to use: a URL, or `aws` for that of your AWS account and region. "
                            + "Default: an embedded one, in memory.")
    private @Nullable String dynamoDb;

    @Option(
            names = "--dynamodb-port",
            paramLabel = "PORT",
            description = "The port of the embedded DynamoDB. Default: any that is free.")
    private int embeddedPort;

    @Option(names = "--create", description = "Create absent tables and indexes in AWS, too.")
    private boolean create;

    @Override
    public Integer call() throws InterruptedException {
        var server = DevServer.start(options(), System.err);
        Stopping.by(server);
        var out = spec.commandLine().getOut();
        out.printf("Sluice is ready at http://%s:%d/graphql%n", name(), server.port());
        out.flush();
        return Stopping.await();
    }

    private ServeOptions options() {
        if (dynamoDb != null && embeddedPort != 0) {
            throw Failure.usage(
                    "--dynamodb-port is of the embedded DynamoDB: leave out --dynamodb.");
        }
        requirePort("--port", port);
        requirePort("--dynamodb-port", embeddedPort);
        return new ServeOptions(
                schema.file(),
                operations.directory(schema),
                data,
                dynamoDb == null ? null : Endpoint.parse(dynamoDb),
                embeddedPort,
                create,
                host,
                port,
                Home.keys(),
                System.getenv());
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw Failure.usage("%s must be from 0 to %d.".formatted(option, HIGHEST_PORT));
        }
    }

    private String name() {
        return switch (host) {
            case "127.0.0.1", "0.0.0.0", "::1", "::" -> "localhost";
            default -> host;
        };
    }
}
