// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A metric that an alarm watches or the dashboard shows.
///
/// @param dimensions the names of the dimensions
record Metric(String namespace, String name, Set<String> dimensions) {
    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{([^,]+),([^}]+)} MetricName=\"(\\w+)\"");

    private static final Pattern QUERY =
            Pattern.compile("SELECT AVG\\((\\w+)\\) FROM SCHEMA\\(([^,]+), ([^)]+)\\)");

    Metric {
        dimensions = new TreeSet<>(dimensions);
    }

    /// Returns the alarm's own metric, or those from which it computes a value.
    static Stream<Metric> ofAlarm(JsonNode alarm) {
        var named =
                Template.within(alarm.at("/Properties"))
                        .filter(node -> node.has("MetricName"))
                        .map(Metric::named);
        var queried =
                Template.within(alarm.at("/Properties"))
                        .filter(JsonNode::isTextual)
                        .flatMap(text -> QUERY.matcher(text.asText()).results())
                        .map(query ->
                                new Metric(
                                        query.group(2),
                                        query.group(1),
                                        Set.of(query.group(3).split(", "))));
        return Stream.concat(named, queried);
    }

    private static Metric named(JsonNode node) {
        return new Metric(
                node.at("/Namespace").asText(),
                node.at("/MetricName").asText(),
                node.at("/Dimensions")
                        .valueStream()
                        .map(dimension -> dimension.at("/Name").asText())
                        .collect(Collectors.toSet()));
    }

    /// Returns the metrics that a dashboard lists or searches for.
    static Stream<Metric> ofDashboard(JsonNode body) {
        var lines =
                Template.within(body)
                        .filter(node -> node.has("metrics"))
                        .flatMap(node -> node.at("/metrics").valueStream())
                        .toList();
        var listed = lines.stream().filter(line -> line.get(0).isTextual()).map(Metric::listed);
        var searched =
                lines.stream()
                        .flatMap(Template::within)
                        .filter(JsonNode::isTextual)
                        .flatMap(text -> SEARCH.matcher(text.asText()).results())
                        .map(Metric::searched);
        return Stream.concat(listed, searched);
    }

    /// Reads `[namespace, name, dimension, value, …]`. The last element may be an object that says
    /// how to show the metric.
    private static Metric listed(JsonNode line) {
        return new Metric(
                line.get(0).asText(),
                line.get(1).asText(),
                IntStream.iterate(2, at -> at + 1 < line.size(), at -> at + 2)
                        .mapToObj(at -> line.get(at).asText())
                        .collect(Collectors.toSet()));
    }

    private static Metric searched(MatchResult search) {
        return new Metric(search.group(1), search.group(3), Set.of(search.group(2).split(",")));
    }
}
