// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import graphql.language.Document;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the most recently used documents, up to a total number of characters. A parsed document
/// takes up to about 200 bytes for each character. Safe for use by many threads.
final class DocumentCache {
    private final int capacity;
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    /// @param capacity characters of all documents together
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
