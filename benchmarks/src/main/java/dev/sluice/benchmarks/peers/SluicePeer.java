// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import static dev.sluice.devtools.lambda.FunctionConfiguration.JVM_OPTIONS;

import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The artifact, with all its telemetry.
///
/// @param tracingLibrary the value of `SLUICE_TRACING_LIBRARY`
/// @param jvmOptions the value of `JAVA_TOOL_OPTIONS`
record SluicePeer(
        Workshop workshop,
        String title,
        boolean snapStart,
        String tracingLibrary,
        String jvmOptions)
        implements Peer {
    private static final String HANDLER = "dev.sluice.function.GraphQLFunction::handleRequest";
    private static final String SCHEMA = "schema.graphqls";

    /// Types that the queries of the axes read.
    private static final String TYPES =
            """

            type Step @table(name: "Steps", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              label: String!
              nextId: ID! @attribute(hidden: true)
              next: Step @getItem(key: "id = $parent.nextId")
            }

            type Note @table(name: "Notes", partitionKey: "{topic}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              topic: ID! @attribute(hidden: true)
              id: ID!
              text: String!
            }
            """;

    private static final String FIELDS =
            """
            type Query {
              step(id: ID!): Step @getItem(key: "id = $id") @auth(rules: [{public: true}])
              notes(topic: ID!, first: Int! = 10, after: String): NoteConnection!
                @query(keyCondition: "topic = $topic", maxItems: 1000) @auth(rules: [{public: true}])
            """;

    private static final String FIELD =
            "  further%1$d(id: ID!): Further%1$d @getItem(key: \"id = $id\")"
                    + " @auth(rules: [{public: true}])\n";

    private static final String TYPE =
            "type Further%1$d @table(name: \"Further%1$d\", partitionKey: \"{id}\")"
                    + " @auth(rules: [{public: true}]) { id: ID! name: String amount: Int"
                    + " next: Further%1$d @getItem(key: \"id = $parent.name\") }\n";

    /// The artifact with the options of the template.
    SluicePeer(Workshop workshop, String title, boolean snapStart, String tracingLibrary) {
        this(workshop, title, snapStart, tracingLibrary, JVM_OPTIONS.getValue());
    }

    @Override
    public Optional<String> absence() {
        return Optional.empty();
    }

    @Override
    public FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log)
            throws IOException {
        var directory = scenario.asInTheShop() ? deployed() : extended(scenario.types());
        var variables =
                Map.of(
                        JVM_OPTIONS.getKey(),
                        jvmOptions,
                        "SLUICE_CURSOR_KEYS",
                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_TRACING_LIBRARY",
                        tracingLibrary,
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        workshop.collector().url());
        return FunctionProcess.start(
                workshop.deployment(directory, HANDLER, snapStart, scenario, store, variables),
                null,
                log);
    }

    private Path deployed() throws IOException {
        return unpacked("deployed");
    }

    private Path unpacked(String name) throws IOException {
        var directory = workshop.directory().resolve("sluice-" + name);
        if (!Files.exists(directory)) {
            workshop.artifact().unpack(Files.createDirectory(directory));
        }
        return directory;
    }

    /// Returns the artifact with more types in its schema.
    private Path extended(int further) throws IOException {
        var directory = unpacked(further + "-further-types");
        var schema = workshop.artifact().text(SCHEMA);
        Files.writeString(
                directory.resolve(SCHEMA),
                schema.replace("requests: 20, readUnits: 400", "requests: 100, readUnits: 2000")
                                .replace("type Query {\n", FIELDS + further(further, FIELD))
                        + TYPES
                        + further(further, TYPE));
        return directory;
    }

    private static String further(int number, String pattern) {
        return IntStream.range(0, number)
                .mapToObj(pattern::formatted)
                .collect(Collectors.joining());
    }
}
