// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.document.ClientDocument;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.schema.Catalog;

import graphql.language.Document;
import graphql.language.OperationDefinition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes trusted documents from operation files, and checks those of a manifest by the same rules.
/// Each document is valid, has a unique name, does not read the schema, and is within `@limits`,
/// where a variable without a default counts with its worst case.
public final class TrustedOperations {
    private static final String REMEDY = "build the manifest again, with `sluice manifest`";

    private final OperationCosts costs;

    public TrustedOperations(Catalog catalog) {
        this(new OperationCosts(catalog));
    }

    public TrustedOperations(OperationCosts costs) {
        this.costs = costs;
    }

    /// Returns one document for each operation, in the order of their names.
    ///
    /// @throws InvalidOperationsException with the problems of every file
    public List<TrustedDocument> compile(List<OperationFile> files) {
        var check = new OperationCheck(costs);
        var documents = new ArrayList<TrustedDocument>();
        for (var file : files) {
            var document = check.read(file);
            if (document != null) {
                documents.addAll(documents(document));
            }
        }
        check.throwIfAny();
        documents.sort(Comparator.comparing(TrustedDocument::name));
        return List.copyOf(documents);
    }

    /// Returns the parsed documents of a manifest, by their text.
    ///
    /// @throws InvalidOperationsException with the problems of every document
    public Map<String, Document> parsed(List<TrustedDocument> documents) {
        var check = new OperationCheck(costs);
        var parsed = new HashMap<String, Document>();
        var ids = new HashSet<String>();
        for (var trusted : documents) {
            var file = new OperationFile("trusted document " + trusted.id(), trusted.body());
            var document = check.read(file);
            if (document != null) {
                parsed.put(trusted.body(), document);
                requireMatch(trusted, document, file, check);
            }
            if (!ids.add(trusted.id())) {
                check.report(file, null, trusted.name(), "another operation has this id", REMEDY);
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
    }

    private static List<TrustedDocument> documents(Document file) {
        return file.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation ->
                        TrustedDocument.of(
                                String.valueOf(operation.getName()),
                                type(operation),
                                ClientDocument.print(file, operation)))
                .toList();
    }

    private static String type(OperationDefinition operation) {
        return operation.getOperation().name().toLowerCase(Locale.ROOT);
    }
}
