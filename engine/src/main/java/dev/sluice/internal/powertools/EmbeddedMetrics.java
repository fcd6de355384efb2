// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.sluice.telemetry.Signal.Dimension;
import dev.sluice.telemetry.Signal.Metric;
import dev.sluice.telemetry.Signal.Unit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// Lines of metrics that are written together, in CloudWatch's embedded metric format.
///
/// Source: Amazon CloudWatch, "Specification: Embedded metric format".
final class EmbeddedMetrics {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String namespace;
    private final Map<String, String> properties;
    private final OutputStream lines;

    /// @param properties of each line, by which a log can be searched and filtered
    /// @param lines gets the lines
    EmbeddedMetrics(String namespace, Map<String, String> properties, OutputStream lines) {
        this.namespace = namespace;
        this.properties = properties;
        this.lines = lines;
    }

    /// Adds a line.
    ///
    /// @param dimensions of each metric, with their values
    void add(Map<Dimension, String> dimensions, Map<Metric, Double> metrics) {
        try (var json = FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", System.currentTimeMillis());
            json.writeArrayFieldStart("CloudWatchMetrics");
            directive(json, dimensions, metrics);
            json.writeEndArray();
            json.writeEndObject();
            for (var dimension : dimensions.entrySet()) {
                json.writeStringField(dimension.getKey().key(), dimension.getValue());
            }
            for (var property : properties.entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            for (var metric : metrics.entrySet()) {
                json.writeNumberField(metric.getKey().key(), metric.getValue());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void directive(
            JsonGenerator json, Map<Dimension, String> dimensions, Map<Metric, Double> metrics)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", namespace);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        for (var dimension : dimensions.keySet()) {
            json.writeString(dimension.key());
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (var metric : metrics.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", metric.key());
            json.writeStringField("Unit", name(metric.unit()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String name(Unit unit) {
        return switch (unit) {
            case COUNT -> "Count";
            case MILLISECONDS -> "Milliseconds";
            case PERCENT -> "Percent";
        };
    }
}
