// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A span of a trace, with the spans below it in the order of their start.
///
/// @param start in seconds since 1970
/// @param notes the function's annotations and faults, in the order of their names
public record Span(
        String name, double start, Duration duration, List<String> notes, List<Span> children) {
    private static final double NANOS = 1e9;

    public Span {
        notes = List.copyOf(notes);
        children = List.copyOf(children);
    }

    /// Returns the spans directly below a segment.
    ///
    /// @param parent the segment's id
    /// @param documents as they were sent; each may contain some of the spans below it, and one
    ///   that was sent again replaces the first
    static List<Span> below(String parent, List<JsonNode> documents) {
        var last = new HashMap<String, JsonNode>();
        documents.forEach(document -> last.put(document.path("id").asText(), document));
        var byParent = new HashMap<String, List<JsonNode>>();
        last.values()
                .forEach(document ->
                        byParent.computeIfAbsent(
                                        document.path("parent_id").asText(),
                                        id -> new ArrayList<>())
                                .add(document));
        return children(parent, List.of(), byParent);
    }

    private static List<Span> children(
            String parent, Iterable<JsonNode> within, Map<String, List<JsonNode>> byParent) {
        var children = new ArrayList<Span>();
        within.forEach(node -> children.add(of(node, byParent)));
        byParent.getOrDefault(parent, List.of()).forEach(node -> children.add(of(node, byParent)));
        children.sort(Comparator.comparingDouble(Span::start));
        return children;
    }

    private static Span of(JsonNode node, Map<String, List<JsonNode>> byParent) {
        var start = node.path("start_time").asDouble();
        var end = node.path("end_time").asDouble(start);
        return new Span(
                node.path("name").asText(),
                start,
                Duration.ofNanos(Math.round((end - start) * NANOS)),
                notes(node),
                children(node.path("id").asText(), node.path("subsegments"), byParent));
    }

    private static List<String> notes(JsonNode node) {
        var notes = new ArrayList<String>();
        for (var flag : List.of("in_progress", "error", "fault", "throttle")) {
            if (node.path(flag).asBoolean()) {
                notes.add(flag);
            }
        }
        node.path("annotations")
                .propertyStream()
                .map(annotation -> annotation.getKey() + "=" + annotation.getValue().asText())
                .sorted()
                .forEach(notes::add);
        return notes;
    }
}
