// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.EditorFiles;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.identity.Identity;
import dev.sluice.devtools.identity.SigningKey;
import dev.sluice.devtools.identity.TokenMinter;
import dev.sluice.devtools.resolvers.JavaSources;
import dev.sluice.devtools.serving.DevServer;
import dev.sluice.devtools.serving.FaultOptions;
import dev.sluice.devtools.serving.LogStyle;
import dev.sluice.devtools.serving.OperationDirectory;
import dev.sluice.devtools.serving.ServeOptions;
import dev.sluice.devtools.serving.StoreOptions;
import dev.sluice.devtools.starter.NewProject;
import dev.sluice.devtools.starter.Origin;
import dev.sluice.devtools.starter.ProjectNames;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `sluice train`: the training run of the AOT caches of the command and of DynamoDB Local ([JEP
/// 514](https://openjdk.org/jeps/514)), which the `sluice` script records. Makes a project in a
/// temporary directory, checks and serves it, and sends it a query, so it runs what most commands
/// run. The project is the shop, because that uses most of the language.
@Command(
        name = "train",
        hidden = true,
        description = "Serve a new project and end, while the JVM records an AOT cache.")
final class TrainCommand implements Callable<Integer> {
    private static final String DYNAMODB_LOCAL = "sluice.dynamodb-local";
    private static final String QUERY =
            "?query=%7Bme%7Bname%20orders%7Bedges%7Bnode%7Bid%20lines%7Bproduct%7Bname%7D%7D%7D%7D%7D%7D%7D";

    @Parameters(
            paramLabel = "FILE",
            description = "The copy of DynamoDB Local's jar to make, from which it starts later.")
    private Path copy = Path.of("");

    @Override
    public Integer call() throws IOException {
        JarCopy.withoutClassPath(Path.of(System.getProperty(DYNAMODB_LOCAL)), copy);
        System.setProperty(DYNAMODB_LOCAL, copy.toString());
        var directory = Files.createTempDirectory("sluice");
        try {
            var project = directory.resolve("api");
            new NewProject(ProjectNames.of(project, null), new Origin.Shop(), Version.number())
                    .write(project);
            check(project);
            serve(project);
        } finally {
            delete(directory);
        }
        return ExitCode.DONE;
    }

    private static void check(Path project) {
        CommandLines.create()
                .execute(
                        "check",
                        "--schema",
                        project.resolve(Home.SCHEMA).toString(),
                        "--operations",
                        project.resolve(Home.OPERATIONS).toString());
    }

    private static void serve(Path project) throws IOException {
        var log = new PrintStream(OutputStream.nullOutputStream());
        try (var server = DevServer.start(options(project), log)) {
            var address = "http://localhost:%d/graphql%s".formatted(server.port(), QUERY);
            var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setRequestProperty("authorization", "Bearer " + token(project));
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw Failure.environment(
                        "The new project answers with the status " + connection.getResponseCode());
            }
        }
    }

    private static ServeOptions options(Path project) {
        return new ServeOptions(
                project.resolve(Home.SCHEMA),
                new OperationDirectory(project.resolve(Home.OPERATIONS)),
                new JavaSources(project.resolve("function/src/main/java")),
                new StoreOptions(null, null, 0, false, new FaultOptions(List.of(), null, 0)),
                "127.0.0.1",
                0,
                1,
                project,
                LogStyle.PLAIN,
                new EditorFiles(null),
                null,
                Map.of());
    }

    private static String token(Path project) {
        return new TokenMinter(SigningKey.in(project), Clock.systemUTC())
                .mint(new Identity("c1", List.of(), List.of()));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
