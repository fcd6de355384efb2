// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads the id of the document that a request names, with or without a query.
///
/// Source: GraphQL over HTTP, "Persisted Document Request"; the `persistedQuery` extension of
/// Apollo's clients.
final class DocumentId {
    private DocumentId() {}

    /// @return the id, or null if the request has none
    /// @throws Refusal BAD_REQUEST
    static @Nullable String of(
            @Nullable String documentId, Map<String, @Nullable Object> extensions) {
        @Nullable String hash = hash(extensions.get("persistedQuery"));
        if (documentId == null || hash == null) {
            return documentId == null ? hash : documentId;
        }
        if (!documentId.equals(hash) && !documentId.equals("sha256:" + hash)) {
            throw new Refusal(Reason.TWO_DOCUMENTS_NAMED);
        }
        return documentId;
    }

    private static @Nullable String hash(@Nullable Object persistedQuery) {
        if (persistedQuery == null) {
            return null;
        }
        if (persistedQuery instanceof Map<?, ?> members
                && Integer.valueOf(1).equals(members.get("version"))
                && members.get("sha256Hash") instanceof String hash) {
            return hash;
        }
        throw new Refusal(Reason.PERSISTED_QUERY_MALFORMED);
    }
}
