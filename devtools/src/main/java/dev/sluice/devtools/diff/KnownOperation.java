// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.document.ClientDocument;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.schema.Problem;

import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// An operation whose text is known.
///
/// @param source the file that has it
/// @param text the operation with its fragments
record KnownOperation(String name, String source, String text) {

    /// @throws Failure if a file cannot be parsed
    static List<KnownOperation> in(List<OperationFile> files) {
        var operations = new ArrayList<KnownOperation>();
        for (var file : files) {
            if (file.name().endsWith(".json")) {
                bodies(file).forEach(body -> operations.addAll(in(file.name(), body)));
            } else {
                operations.addAll(in(file.name(), file.text()));
            }
        }
        return List.copyOf(operations);
    }

    private static Collection<String> bodies(OperationFile manifest) {
        try {
            return OperationManifest.ofClient(manifest.name(), manifest.text()).bodies().values();
        } catch (InvalidOperationsException e) {
            throw Failure.input(
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    private static List<KnownOperation> in(String source, String text) {
        try {
            var document = new Parser().parseDocument(text);
            return document.getDefinitionsOfType(OperationDefinition.class).stream()
                    .map(operation ->
                            new KnownOperation(
                                    String.valueOf(operation.getName()),
                                    source,
                                    ClientDocument.print(document, operation)))
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw Failure.input("%s: %s".formatted(source, e.getMessage()));
        }
    }
}
