// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Writes attributes in the JSON of DynamoDB's protocol.
final class AttributeJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttributeJson() {}

    static ObjectNode of(Map<String, AttributeValue> attributes) {
        var object = JSON.objectNode();
        attributes.forEach((name, value) -> object.set(name, of(value)));
        return object;
    }

    private static ObjectNode of(AttributeValue value) {
        var object = JSON.objectNode();
        return switch (value.type()) {
            case S -> object.put("S", value.s());
            case N -> object.put("N", value.n());
            case B -> object.put("B", value.b().asByteArray());
            case BOOL -> object.put("BOOL", value.bool());
            case NUL -> object.put("NULL", value.nul());
            case M -> object.set("M", of(value.m()));
            case L -> {
                var list = object.putArray("L");
                value.l().forEach(element -> list.add(of(element)));
                yield object;
            }
            case SS -> texts(object, "SS", value.ss());
            case NS -> texts(object, "NS", value.ns());
            case BS -> {
                ArrayNode set = object.putArray("BS");
                value.bs().forEach(element -> set.add(element.asByteArray()));
                yield object;
            }
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static ObjectNode texts(ObjectNode object, String type, List<String> texts) {
        var set = object.putArray(type);
        texts.forEach(set::add);
        return object;
    }
}
