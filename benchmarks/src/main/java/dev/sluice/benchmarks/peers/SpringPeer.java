// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Spring for GraphQL behind aws-serverless-java-container. Maven builds it, as a project of its
/// own.
record SpringPeer(Workshop workshop) implements Peer {
    private static final String HANDLER = "peer.LambdaHandler::handleRequest";

    @Override
    public String title() {
        return "Spring for GraphQL";
    }

    @Override
    public boolean snapStart() {
        return true;
    }

    @Override
    public Optional<String> absence() throws IOException {
        if (Program.find("mvn").isEmpty()) {
            return Optional.of("Maven is not installed");
        }
        return Program.run(
                workshop.source("spring"),
                "mvn",
                "-B",
                "-q",
                "-ntp",
                "-Dtarget=" + directory(),
                "package");
    }

    private Path directory() throws IOException {
        return workshop.kept("spring");
    }

    @Override
    public FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log)
            throws IOException {
        var schema = SharedSchema.write(workshop, scenario.types());
        return FunctionProcess.start(
                workshop.deployment(
                        directory().resolve("function"),
                        HANDLER,
                        true,
                        scenario,
                        store,
                        Map.of("PEER_SCHEMA", schema.toString())),
                null,
                log);
    }
}
