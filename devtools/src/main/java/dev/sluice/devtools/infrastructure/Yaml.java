// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

import java.io.Serial;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads YAML, and writes the same YAML for the same object.
final class Yaml {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder(
                            YAMLFactory.builder().stringQuotingChecker(new QuotedDates()).build())
                    .enable(Feature.MINIMIZE_QUOTES, Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
                    .build();

    private Yaml() {}

    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /// Parses YAML of this module's own, which is an object.
    static ObjectNode object(String text) {
        try {
            return (ObjectNode) read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes the object, with a blank line between its members.
    static String write(ObjectNode object) {
        return object.propertyStream()
                .map(member -> text(Map.of(member.getKey(), member.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Map<String, JsonNode> node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Quotes `2010-09-09`, which many YAML parsers read as a date and not as a string.
    private static final class QuotedDates extends StringQuotingChecker.Default {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d\\d-\\d\\d");
        }
    }
}
