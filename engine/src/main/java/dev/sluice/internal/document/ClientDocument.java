// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.OperationDefinition;

import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints one operation exactly as clients do, so that its hash is the one that they send: the
/// operation, then the fragments that it uses, by name, with `__typename` in every selection except
/// the operation's own.
///
/// Source: `sortTopLevelDefinitions` of Apollo's persisted-query-lists, `InMemoryCache` of Apollo
/// Client, `print` of graphql-js 16.
public final class ClientDocument {
    private ClientDocument() {}

    /// @param file contains the operation and its fragments; valid
    public static String print(Document file, OperationDefinition operation) {
        var used = new TreeSet<String>();
        note(operation, file, used);
        var fragments =
                file.getDefinitionsOfType(FragmentDefinition.class).stream()
                        .filter(fragment -> used.contains(fragment.getName()))
                        .collect(
                                Collectors.toMap(
                                        FragmentDefinition::getName,
                                        DocumentPrinter::fragment,
                                        (first, _) -> first,
                                        TreeMap::new))
                        .values();
        return joined(DocumentPrinter.operation(operation), fragments);
    }

    private static String joined(String operation, Collection<String> fragments) {
        return Stream.concat(Stream.of(operation), fragments.stream())
                .collect(Collectors.joining("\n\n"));
    }

    private static void note(Node<?> node, Document file, Set<String> used) {
        if (node instanceof FragmentSpread spread && used.add(spread.getName())) {
            file.getDefinitionsOfType(FragmentDefinition.class).stream()
                    .filter(fragment -> fragment.getName().equals(spread.getName()))
                    .forEach(fragment -> note(fragment, file, used));
        }
        for (Node<?> child : node.getChildren()) {
            note(child, file, used);
        }
    }
}
