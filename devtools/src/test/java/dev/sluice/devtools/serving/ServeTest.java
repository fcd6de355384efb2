// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;
import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.http.OperationManifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class ServeTest {
    private static final String LINES =
            """
              stationsOf(line: String!, first: Int! = 5, after: String): StationConnection!
                @query(index: "byLine", keyCondition: "line = $line") @auth(rules: [{public: true}])
            }
            """;

    @TempDir Path home;
    private Path schema = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void files() throws IOException {
        schema =
                Files.writeString(
                        home.resolve("stations.graphqls"),
                        Schemas.STATIONS.replaceFirst("  @index\\(.*\\)\n", ""));
        data =
                Files.writeString(
                        home.resolve("stations.json"),
                        """
                        {"Station": [
                          {"id": "s1", "line": "U1", "name": "Harbour"},
                          {"id": "s2", "line": "U1", "name": "Castle"}]}
                        """);
    }

    @Test
    void a_changed_schema_is_taken_and_a_wrong_one_is_not() throws Exception {
        try (var serving = serve("--data", data.toString())) {
            serving.awaitReady();
            assertThat(name(serving)).contains("Harbour");

            Files.writeString(schema, "type Query { station: String }");
            serving.awaitLog("Query.station");
            serving.awaitLog("was not reloaded. The previous version is still served.");
            assertThat(name(serving)).contains("Harbour");

            Files.writeString(
                    schema, Schemas.STATIONS.stripTrailing().replaceFirst("}$", "") + LINES);
            serving.awaitLog("Reloaded " + schema);
            assertThat(
                            serving.publicQuery(
                                            "{ stationsOf(line: \"U1\") { edges { node { name } } } }")
                                    .body())
                    .contains("Castle", "Harbour");
        }
    }

    @Test
    void changed_live_settings_hold_at_once_and_bad_ones_do_not() throws Exception {
        var settings = Files.writeString(home.resolve("settings.json"), "{}");
        var query = "{ __schema { queryType { name } } }";
        try (var serving = serve("--data", data.toString(), "--settings", settings.toString())) {
            serving.awaitReady();
            assertThat(serving.publicQuery(query).body()).contains("Query");

            Files.writeString(settings, "{\"introspection\": \"off\"}");
            assertThat(serving.publicQuery(query).body()).contains("GRAPHQL_VALIDATION_FAILED");
            serving.awaitLog("settings changed");
            Files.writeString(settings, "{\"introspection\": \"none\"}");
            assertThat(serving.publicQuery(query).body()).contains("GRAPHQL_VALIDATION_FAILED");
            serving.awaitLog("settings not used: LIVE_SETTING_INVALID introspection");
        }
    }

    @Test
    void changed_data_is_loaded_and_a_wrong_file_keeps_the_old_data() throws Exception {
        try (var serving = serve("--data", data.toString())) {
            serving.awaitReady();

            Files.writeString(data, "{\"Station\": [\n{\"id\": \"s1\" \"line\": \"U2\"}]}");
            serving.awaitLog(data + ":2:");
            serving.awaitLog("was not reloaded. The previous version is still served.");
            Files.writeString(data, "{\"Station\": [{\"id\": \"s1\", \"nme\": \"Quay\"}]}");
            assertThat(serving.awaitLog("Station[0]")).startsWith(data.toString());
            serving.awaitLog("was not reloaded");
            Files.delete(data);
            serving.awaitLog("The data file " + data + " cannot be read.");
            serving.awaitLog("was not reloaded");
            assertThat(name(serving)).contains("Harbour");
            assertThat(name(serving, "s2")).contains("Castle");

            Files.writeString(
                    data,
                    """
                    {"Station": [
                      {"id": "s1", "line": "U1", "name": "Quay"},
                      {"id": "s3", "line": "U1", "name": "Market"}]}
                    """);
            assertThat(serving.awaitLog("Reloaded")).endsWith(": 2 items loaded, 1 deleted");
            assertThat(name(serving)).contains("Quay");
            assertThat(name(serving, "s2")).contains("null");
            assertThat(name(serving, "s3")).contains("Market");
        }
    }

    @Test
    void operations_are_trusted_as_they_are_now() throws Exception {
        var operations = Files.createDirectory(home.resolve("operations"));
        Files.writeString(
                operations.resolve("a.graphql"), "query A { station(id: \"s1\") { name } }");
        try (var serving =
                serve("--data", data.toString(), "--operations", operations.toString())) {
            serving.awaitReady();
            assertThat(trusted(serving, operations, "A")).contains("Harbour");

            Files.writeString(operations.resolve("b.graphql"), "query B { nope }");
            serving.awaitLog("Field 'nope' in type 'Query' is undefined");

            Files.writeString(
                    operations.resolve("b.graphql"), "query B { station(id: \"s2\") { name } }");
            serving.awaitLog("Reloaded " + schema);
            assertThat(trusted(serving, operations, "B")).contains("Castle");
        }
    }

    private String trusted(Serving serving, Path operations, String name) throws Exception {
        var manifest =
                ManifestBuild.manifest(Schemas.compile(schema), ManifestBuild.in(operations));
        for (var document : OperationManifest.read("", manifest)) {
            if (document.name().equals(name)) {
                return serving.get("/graphql/public?documentId=" + document.id()).body();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void it_ends_cleanly_when_it_is_told_to() throws Exception {
        try (var serving = Serving.withItsOwnDynamoDb(home, "--schema", schema.toString())) {
            serving.awaitReady();
            assertThat(name(serving)).contains("null");
            var embedded = serving.process().descendants().toList();
            assertThat(embedded).isNotEmpty();

            serving.process().destroy();

            assertThat(serving.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(serving.process().exitValue()).isZero();
            assertThat(embedded).noneMatch(ProcessHandle::isAlive);
        }
    }

    private Serving serve(String... options) throws IOException {
        var all = new ArrayList<>(List.of("--schema", schema.toString()));
        all.addAll(List.of(options));
        return new Serving(home, all.toArray(String[]::new));
    }

    private static String name(Serving serving) throws Exception {
        return name(serving, "s1");
    }

    private static String name(Serving serving, String id) throws Exception {
        return serving.publicQuery("{ station(id: \"%s\") { name } }".formatted(id)).body();
    }
}
