// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.document.ClientDocument;
import dev.sluice.internal.document.ClientManifest;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.document.OperationSource;
import dev.sluice.internal.schema.Catalog;

import graphql.language.Document;
import graphql.language.OperationDefinition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes trusted documents from operation files and from manifests of clients, and checks those of
/// the API's own manifest by the same rules. Each document is valid, has a name and a unique id,
/// does not read the schema, and is within `@limits`, where a variable without a default counts
/// with its worst case.
public final class TrustedOperations {
    private static final String REMEDY = "build the manifest again";

    private final OperationCosts costs;

    public TrustedOperations(Catalog catalog) {
        this(new OperationCosts(catalog));
    }

    public TrustedOperations(OperationCosts costs) {
        this.costs = costs;
    }

    /// Returns one document for each operation, in the order of their names.
    ///
    /// @throws InvalidOperationsException with the problems of every source
    public List<TrustedDocument> compile(List<? extends OperationSource> sources) {
        var check = new OperationCheck(costs);
        var documents = new LinkedHashSet<TrustedDocument>();
        for (var source : sources) {
            switch (source) {
                case OperationFile file -> documents.addAll(documents(file, check));
                case ClientManifest manifest -> documents.addAll(documents(manifest, check));
            }
        }
        check.throwIfAny();
        return documents.stream()
                .sorted(
                        Comparator.comparing(TrustedDocument::name)
                                .thenComparing(TrustedDocument::id))
                .toList();
    }

    private static List<TrustedDocument> documents(OperationFile file, OperationCheck check) {
        var document = check.read(file);
        if (document == null) {
            return List.of();
        }
        check.requireUniqueNames(file, document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation ->
                        TrustedDocument.of(
                                String.valueOf(operation.getName()),
                                type(operation),
                                ClientDocument.print(document, operation)))
                .toList();
    }

    private static List<TrustedDocument> documents(ClientManifest manifest, OperationCheck check) {
        var documents = new ArrayList<TrustedDocument>();
        manifest.bodies()
                .forEach((id, body) -> {
                    var file = new OperationFile("%s (%s)".formatted(manifest.name(), id), body);
                    var document = check.read(file);
                    if (document != null) {
                        var operation =
                                document.getDefinitionsOfType(OperationDefinition.class).getFirst();
                        var name = String.valueOf(operation.getName());
                        var trusted = new TrustedDocument(id, name, type(operation), body);
                        requireMatch(trusted, document, file, check);
                        documents.add(trusted);
                    }
                });
        return documents;
    }

    /// Returns the parsed documents of a manifest, by their text.
    ///
    /// @throws InvalidOperationsException with the problems of every document
    public Map<String, Document> parsed(List<TrustedDocument> documents) {
        var check = new OperationCheck(costs);
        var parsed = new HashMap<String, Document>();
        for (var trusted : documents) {
            var file = new OperationFile("trusted document " + trusted.id(), trusted.body());
            var document = check.read(file);
            if (document != null) {
                parsed.put(trusted.body(), document);
                requireMatch(trusted, document, file, check);
            }
        }
        check.throwIfAny();
        return parsed;
    }

    private static void requireMatch(
            TrustedDocument trusted, Document document, OperationFile file, OperationCheck check) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (operations.size() != 1
                || !trusted.name().equals(operations.getFirst().getName())
                || !trusted.type().equals(type(operations.getFirst()))) {
            var fault = "its body is not exactly this %s".formatted(trusted.type());
            check.report(file, null, trusted.name(), fault, REMEDY);
        } else if (!trusted.isIntact()) {
            check.report(
                    file,
                    null,
                    trusted.name(),
                    "its id is not the SHA-256 hash of its body",
                    REMEDY);
        }
        check.requireUniqueId(file, trusted);
    }

    private static String type(OperationDefinition operation) {
        return operation.getOperation().name().toLowerCase(Locale.ROOT);
    }
}
