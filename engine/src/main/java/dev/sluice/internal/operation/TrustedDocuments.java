// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.Sha256;
import dev.sluice.internal.policy.UntrustedDocuments;
import dev.sluice.telemetry.AdmittedOperation.Trust;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides which document a request runs. Safe for use by many threads.
///
/// A request never adds a document, because the known documents must not depend on the instance
/// that answers.
public final class TrustedDocuments {
    private final List<TrustedDocument> documents;
    private final Map<String, TrustedDocument> byId = new HashMap<>();

    public TrustedDocuments(List<TrustedDocument> documents) {
        this.documents = List.copyOf(documents);
        for (var document : documents) {
            byId.put(TrustedDocument.bare(document.id()), document);
            byId.put(Sha256.hex(document.body()), document);
        }
    }

    public List<TrustedDocument> all() {
        return documents;
    }

    /// The document that a request runs.
    ///
    /// @param hash the SHA-256 of the text, in hexadecimal
    public record Choice(String text, String hash, Trust trust) {}

    /// Returns the document of a request that has a query, an id, or both.
    ///
    /// @param id bare, or after `sha256:`
    /// @param others what happens to a document that is not trusted
    /// @throws Refusal PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_SUPPORTED,
    ///   OPERATION_NOT_TRUSTED, or BAD_REQUEST if the id does not belong to the query
    public Choice choose(@Nullable String query, @Nullable String id, UntrustedDocuments others) {
        if (query != null) {
            return written(query, id, others);
        }
        if (id != null) {
            return named(TrustedDocument.bare(id), others);
        }
        throw new Refusal(Reason.QUERY_MISSING);
    }

    private Choice named(String id, UntrustedDocuments others) {
        var known = byId.get(id);
        if (known != null) {
            return new Choice(known.body(), Sha256.hex(known.body()), Trust.TRUSTED);
        }
        // NOT_FOUND makes clients send the query too. NOT_SUPPORTED makes them send only queries
        // from then on.
        throw new Refusal(
                byId.isEmpty() && others != UntrustedDocuments.REFUSE
                        ? ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED
                        : ErrorCode.PERSISTED_QUERY_NOT_FOUND);
    }

    private Choice written(String query, @Nullable String id, UntrustedDocuments others) {
        var hash = Sha256.hex(query);
        var known = byId.get(hash);
        if (id != null && !names(TrustedDocument.bare(id), hash, query)) {
            throw new Refusal(Reason.QUERY_NOT_THE_NAMED_ONE);
        }
        if (known != null) {
            return new Choice(query, hash, Trust.TRUSTED);
        }
        return switch (others) {
            case RUN -> new Choice(query, hash, Trust.ANY);
            case REPORT -> new Choice(query, hash, Trust.UNKNOWN);
            case REFUSE -> throw new Refusal(ErrorCode.OPERATION_NOT_TRUSTED);
        };
    }

    private boolean names(String id, String hash, String query) {
        var named = byId.get(id);
        return id.equals(hash) || (named != null && named.body().equals(query));
    }
}
