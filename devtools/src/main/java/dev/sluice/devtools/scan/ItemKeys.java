// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The keys of items, as text.
public final class ItemKeys {
    private ItemKeys() {}

    /// Returns the key of an item of the table.
    ///
    /// @param item with at least its key
    public static Map<String, AttributeValue> of(
            TableDescription table, Map<String, AttributeValue> item) {
        return table.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name -> Objects.requireNonNull(item.get(name), name)));
    }

    /// Returns the key of an item for people, such as `PK="USER#ann" SK=5`.
    public static String text(TableDescription table, Map<String, AttributeValue> item) {
        return table.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .map(name -> name + "=" + text(Objects.requireNonNull(item.get(name), name)))
                .collect(Collectors.joining(" "));
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> '"' + value.s() + '"';
            case N -> value.n();
            case B -> base64(value);
            case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> "?";
        };
    }

    /// Returns a key that `read` reads, by attribute and then by type.
    public static Map<String, Map<String, String>> written(Map<String, AttributeValue> key) {
        var written = new LinkedHashMap<String, Map<String, String>>();
        key.forEach((name, value) ->
                written.put(
                        name,
                        value.s() != null
                                ? Map.of("S", value.s())
                                : value.n() != null
                                        ? Map.of("N", value.n())
                                        : Map.of("B", base64(value))));
        return written;
    }

    public static Map<String, AttributeValue> read(Map<String, Map<String, String>> written) {
        var key = new HashMap<String, AttributeValue>();
        written.forEach(
                (name, value) -> value.forEach((type, text) -> key.put(name, read(type, text))));
        return key;
    }

    private static AttributeValue read(String type, String text) {
        return switch (type) {
            case "S" -> AttributeValue.fromS(text);
            case "N" -> AttributeValue.fromN(text);
            case "B" ->
                    AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(text)));
            default -> throw new IllegalArgumentException("no key is of type " + type);
        };
    }

    private static String base64(AttributeValue value) {
        return Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
    }
}
