// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.Target;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/// The key of an item as JSON: `[partition]` or `[partition, sort]`, each a string.
public final class ItemKeyText {
    private static final JsonFactory JSON = new JsonFactory();

    private ItemKeyText() {}

    public static String of(ItemRequest item) {
        var key = item.target().members().getFirst().key();
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartArray();
            json.writeString(item.partition().toString());
            if (item.sort() != null && key.sort() != null) {
                json.writeString(item.sort().toString());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Returns a consistent read of the item.
    public static ItemRequest read(String text, Target target) {
        var key = new ArrayList<String>();
        try (var json = JSON.createParser(text)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    key.add(json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ItemRequest(target, key.getFirst(), key.size() > 1 ? key.get(1) : null, true);
    }
}
