// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.document.ClientManifest;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads and writes the trusted documents of an API as one JSON text, which clients' tools support
/// too.
///
/// Source: the manifest of Apollo's generate-persisted-query-manifest.
public final class OperationManifest {
    private static final String FORMAT = "apollo-persisted-query-manifest";

    /// The number of operations is not limited, because they come from the API's author.
    private static final RequestLimits LIMITS =
            RequestLimits.standard()
                    .with(Limit.LIST_ELEMENTS, Integer.MAX_VALUE)
                    .with(Limit.RESPONSE_BYTES, Integer.MAX_VALUE);

    private OperationManifest() {}

    /// Returns the same text for the same documents.
    public static String write(List<TrustedDocument> documents) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("version", 1);
        manifest.put("operations", documents.stream().map(OperationManifest::members).toList());
        return JsonWriter.write(manifest, LIMITS);
    }

    private static Map<String, Object> members(TrustedDocument document) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", document.id());
        members.put("name", document.name());
        members.put("type", document.type());
        members.put("body", document.body());
        return members;
    }

    /// @param name for messages
    /// @throws InvalidOperationsException if the text is not a manifest, with the reason
    public static List<TrustedDocument> read(String name, String text) {
        return read(name, text, OperationManifest::documents);
    }

    /// Reads the manifest that the build of a client wrote: one that [#read(String, String)]
    /// accepts, or an object with the text of each operation by its id.
    ///
    /// Source: `persisted.json` of the Relay compiler, `persisted-documents.json` of GraphQL Code
    /// Generator.
    ///
    /// @param name for messages
    /// @throws InvalidOperationsException if the text is not a manifest, with the reason
    public static ClientManifest ofClient(String name, String text) {
        return new ClientManifest(name, read(name, text, OperationManifest::bodies));
    }

    private static <T> T read(String name, String text, Function<@Nullable Object, T> form) {
        try {
            return form.apply(new JsonReader(LIMITS).read(text));
        } catch (Refusal malformed) {
            throw invalid(name, "it is not JSON");
        } catch (IllegalArgumentException malformed) {
            throw invalid(name, String.valueOf(malformed.getMessage()));
        }
    }

    private static InvalidOperationsException invalid(String name, String fault) {
        return new InvalidOperationsException(
                List.of(new Problem(name, 1, 1, "manifest", fault, "build the manifest again")));
    }

    private static Map<String, String> bodies(@Nullable Object json) {
        Map<String, String> bodies = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> members && !members.containsKey("format")) {
            members.forEach((id, body) -> bodies.put((String) id, text((String) id, body)));
        } else {
            for (TrustedDocument document : documents(json)) {
                if (bodies.put(document.id(), document.body()) != null) {
                    throw new IllegalArgumentException(
                            "two operations have the id \"%s\"".formatted(document.id()));
                }
            }
        }
        return bodies;
    }

    private static String text(String id, @Nullable Object body) {
        if (body instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "the value of \"%s\" is not the text of an operation".formatted(id));
    }

    private static List<TrustedDocument> documents(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> manifest)
                || !FORMAT.equals(manifest.get("format"))
                || !Integer.valueOf(1).equals(manifest.get("version"))
                || !(manifest.get("operations") instanceof List<?> operations)) {
            throw new IllegalArgumentException(
                    "it is not an object with format \"" + FORMAT + "\", version 1 and operations");
        }
        List<TrustedDocument> documents = new ArrayList<>();
        for (Object operation : operations) {
            documents.add(document(operation, documents.size()));
        }
        return List.copyOf(documents);
    }

    private static TrustedDocument document(@Nullable Object operation, int index) {
        if (operation instanceof Map<?, ?> members
                && members.get("id") instanceof String id
                && members.get("name") instanceof String name
                && members.get("type") instanceof String type
                && members.get("body") instanceof String body) {
            return new TrustedDocument(id, name, type, body);
        }
        throw new IllegalArgumentException(
                "operations[%d] must have the strings id, name, type and body".formatted(index));
    }
}
