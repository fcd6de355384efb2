// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.telemetry.Signal;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The queries of CloudWatch Logs Insights use only members that a log line has.
class QueriesTest {
    private static final Set<String> LANGUAGE =
            Set.of(
                    "source",
                    "fields",
                    "filter",
                    "stats",
                    "sort",
                    "limit",
                    "by",
                    "asc",
                    "as",
                    "desc",
                    "in",
                    "or",
                    "and",
                    "like",
                    "ispresent",
                    "count",
                    "count_distinct",
                    "avg",
                    "coalesce",
                    "datefloor",
                    "sum",
                    "max",
                    "pct");

    /// The members that Powertools and Lambda add to a line.
    private static final Set<String> OTHERS =
            Set.of(
                    "@timestamp",
                    "@message",
                    "level",
                    "message",
                    "error",
                    "function_version",
                    "correlation_id");

    private static final Pattern QUERY =
            Pattern.compile(
                    "^```\\n((?:filter|fields|stats) .*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|/[^/\\n]*/");
    private static final Pattern NAMED = Pattern.compile("\\bas (\\w+)");
    private static final Pattern WORD = Pattern.compile("(?<!\\w)@?[A-Za-z_]\\w*(\\.\\w+)*");

    @Test
    void a_query_of_the_documentation_asks_for_what_is_logged() throws IOException {
        var queries = Stream.concat(ofTheRunbook(), queries("docs/how-to/canary.md")).toList();

        assertThat(queries).hasSizeGreaterThan(11).allSatisfy(this::assertAsksForWhatIsLogged);
    }

    @Test
    void a_query_of_the_dashboard_asks_for_what_is_logged() {
        var dashboard =
                Template.read("infrastructure/observability.yaml").at("/Resources/Dashboard");
        var queries =
                Template.within(dashboard)
                        .filter(node -> node.has("query"))
                        .map(node -> node.at("/query/Fn::Sub").asText());

        assertThat(queries).hasSize(2).allSatisfy(this::assertAsksForWhatIsLogged);
    }

    @Test
    void a_saved_query_is_one_of_the_runbook() {
        var saved =
                Template.read("infrastructure/observability.yaml")
                        .resources("AWS::Logs::QueryDefinition")
                        .map(query -> query.getValue().at("/Properties"))
                        .toList();

        assertThat(saved)
                .hasSize(3)
                .allSatisfy(query -> {
                    assertThat(query.at("/LogGroupNames").toString())
                            .isEqualTo("[{\"Ref\":\"FunctionLogGroup\"}]");
                    assertThat(ofTheRunbook()).contains(query.at("/QueryString").asText() + "\n");
                });
    }

    @Test
    void the_runbook_names_every_saved_query() throws IOException {
        var index = Files.readString(Template.PROJECT.resolve("docs/runbook.md"));

        assertThat(
                        Template.read("infrastructure/observability.yaml")
                                .resources("AWS::Logs::QueryDefinition")
                                .map(query -> query.getValue().at("/Properties/Name/Fn::Sub"))
                                .map(name -> name.asText().replace("${Service}/", "")))
                .hasSize(3)
                .allSatisfy(name -> assertThat(index).contains("| `" + name + "` |"));
    }

    private static Stream<String> ofTheRunbook() {
        return Runbook.pages().values().stream().flatMap(QueriesTest::in);
    }

    private void assertAsksForWhatIsLogged(String query) {
        var words = QUOTED.matcher(query).replaceAll("");
        var known =
                Stream.of(named(words), logged(), accessLogged(), OTHERS.stream())
                        .flatMap(each -> each)
                        .collect(Collectors.toSet());
        assertThat(WORD.matcher(words).results().map(word -> word.group()))
                .as(query)
                .filteredOn(word -> !LANGUAGE.contains(word.toLowerCase(Locale.ROOT)))
                .allSatisfy(word -> assertThat(known).contains(word.split("\\.", 2)[0]));
    }

    private static Stream<String> named(String query) {
        return NAMED.matcher(query).results().map(name -> name.group(1));
    }

    private static Stream<String> logged() {
        return Stream.of(Signal.LogField.values()).map(Signal::key);
    }

    private static Stream<String> accessLogged() {
        var format = Template.accessLogLine(Template.read(Template.ROOT));
        try {
            JsonNode line = JsonMapper.builder().build().readTree(format);
            return Template.names(line).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> queries(String page) throws IOException {
        return in(Files.readString(Template.PROJECT.resolve(page)));
    }

    private static Stream<String> in(String text) {
        return QUERY.matcher(text).results().map(query -> query.group(1));
    }
}
