// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A CloudFormation template with all functions in their long form: `!Ref X` becomes `{"Ref":
/// "X"}`. Every scalar is a string.
///
/// @param file the path in the project
record Template(String file, JsonNode body) {
    static final Path PROJECT = Path.of("..");
    static final String ROOT = "template.yaml";

    /// What `sluice infrastructure` writes for a schema with events.
    static final String EVENTS =
            "devtools/src/main/resources/dev/sluice/devtools/infrastructure/events.yaml";

    /// Returns the deployed template and the templates that are nested in it.
    static List<Template> all() {
        var root = read(ROOT);
        return Stream.concat(
                        Stream.of(root),
                        root.resources("AWS::CloudFormation::Stack")
                                .map(stack -> stack.getValue().at("/Properties/TemplateURL"))
                                .map(file -> read(file.asText())))
                .toList();
    }

    static Template read(String file) {
        try (var parser = new YAMLFactory().createParser(PROJECT.resolve(file).toFile())) {
            parser.nextToken();
            return new Template(file, value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    Stream<Map.Entry<String, JsonNode>> resources() {
        return body.at("/Resources").propertyStream();
    }

    /// Returns the resources of one type, by logical id.
    Stream<Map.Entry<String, JsonNode>> resources(String type) {
        return resources()
                .filter(resource -> resource.getValue().at("/Type").asText().equals(type));
    }

    static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    /// Returns the format of the access log, as JSON. API Gateway writes one of its variables with
    /// quotes around it.
    static String accessLogLine(Template root) {
        return root.at("/Resources/GraphQLApi/Properties/AccessLogSettings/Format")
                .asText()
                .replace("$context.error.messageString", "\"$context.error.messageString\"");
    }

    /// Returns this node and all nodes below it.
    static Stream<JsonNode> within(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(Template::within));
    }

    private static JsonNode value(YAMLParser parser) throws IOException {
        var function = parser.getTypeId();
        var value = plain(parser);
        if (function == null) {
            return value;
        }
        var name = function.equals("Ref") ? function : "Fn::" + function;
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }

    private static JsonNode plain(YAMLParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            var array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                parser.nextToken();
                object.set(name, value(parser));
            }
            return object;
        }
        return TextNode.valueOf(parser.getText());
    }
}
