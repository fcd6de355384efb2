// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import graphql.language.Document;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the documents that were used last, up to a number of characters: parsed, a document takes
/// up to some two hundred bytes for each of them. Safe for use by many threads.
final class DocumentCache {
    private final int capacity;
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    /// @param capacity in characters of all documents together
    DocumentCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized @Nullable Document get(String text) {
        return documents.get(text);
    }

    synchronized void put(String text, Document document) {
        if (documents.put(text, document) == null) {
            characters += text.length();
        }
        var eldest = documents.keySet().iterator();
        while (characters > capacity && eldest.hasNext()) {
            characters -= eldest.next().length();
            eldest.remove();
        }
    }
}
