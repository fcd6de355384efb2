// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.Target;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What an idempotency record keeps of the answer of a mutation.
///
/// As JSON, it is a list of results, each a list of texts. A mutation that returns one result keeps
/// only the texts of this result.
///
/// @param results the key of each item that the mutation returned, or its id; empty if it returned
///   true
record RecordedAnswer(List<List<String>> results) {
    private static final JsonFactory JSON = new JsonFactory();

    RecordedAnswer {
        results = List.copyOf(results);
    }

    static RecordedAnswer ofItems(List<ItemRequest> items) {
        return new RecordedAnswer(items.stream().map(RecordedAnswer::key).toList());
    }

    static RecordedAnswer ofIds(List<String> ids) {
        return new RecordedAnswer(ids.stream().map(List::of).toList());
    }

    private static List<String> key(ItemRequest item) {
        var sort = item.target().members().getFirst().key().sort() == null ? null : item.sort();
        return sort == null
                ? List.of(item.partition().toString())
                : List.of(item.partition().toString(), sort.toString());
    }

    /// Returns consistent reads of the items.
    List<ItemRequest> items(Target target) {
        return results.stream()
                .map(key ->
                        new ItemRequest(
                                target, key.getFirst(), key.size() > 1 ? key.get(1) : null, true))
                .toList();
    }

    List<String> ids() {
        return results.stream().map(List::getFirst).toList();
    }

    /// @param isList whether the mutation returns a list, or nothing
    String text(boolean isList) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            if (isList) {
                json.writeStartArray();
            }
            for (var result : results) {
                json.writeStartArray();
                for (var part : result) {
                    json.writeString(part);
                }
                json.writeEndArray();
            }
            if (isList) {
                json.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static RecordedAnswer read(String text) {
        var results = new ArrayList<List<String>>();
        var result = new ArrayList<String>();
        try (var json = JSON.createParser(text)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    result.add(json.getText());
                } else if (token == JsonToken.END_ARRAY && !result.isEmpty()) {
                    results.add(List.copyOf(result));
                    result.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RecordedAnswer(results);
    }
}
