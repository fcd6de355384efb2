// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.schema.Problem;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Collects the reasons why operations cannot be trusted, so that their author sees all of them at
/// once.
final class OperationCheck {
    private static final String WHOLE = "document";
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final OperationCosts costs;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> named = new HashMap<>();
    private final Map<String, TrustedDocument> ids = new HashMap<>();

    OperationCheck(OperationCosts costs) {
        this.costs = costs;
    }

    /// Returns the file's document, or null if it has a problem.
    @Nullable Document read(OperationFile file) {
        var before = problems.size();
        try {
            var document = costs.valid(file.text());
            var bounds = costs.of(file.text(), Map.of());
            var operations = document.getDefinitionsOfType(OperationDefinition.class);
            for (int i = 0; i < bounds.size(); i++) {
                checkName(file, operations.get(i));
                checkCost(file, operations.get(i), bounds.get(i).excesses());
            }
            checkIntrospection(file, document);
            return problems.size() == before ? document : null;
        } catch (InvalidDocumentException e) {
            e.faults().forEach(fault -> report(file, fault));
            return null;
        }
    }

    private void report(OperationFile file, InvalidDocumentException.Fault fault) {
        var ends = fault.message().contains("<EOF>");
        report(
                file,
                new SourceLocation(fault.line(), fault.column()),
                WHOLE,
                ends ? "the document ends too early" : sentence(fault.message()),
                ends
                        ? "close every brace, and define at least one operation"
                        : "change it to fit GraphQL and the schema");
    }

    void report(
            OperationFile file,
            @Nullable SourceLocation at,
            String coordinate,
            String fault,
            String fix) {
        var known = at == null || at.getLine() < 1 ? new SourceLocation(1, 1) : at;
        problems.add(
                new Problem(
                        file.name(), known.getLine(), known.getColumn(), coordinate, fault, fix));
    }

    private void checkName(OperationFile file, OperationDefinition operation) {
        var at = Objects.requireNonNull(operation.getSourceLocation());
        var name = operation.getName();
        if (name == null) {
            report(
                    file,
                    at,
                    WHOLE,
                    "the operation has no name",
                    "name it: clients find its id by the name");
        }
    }

    /// Reports each operation whose name an operation of another file has.
    void requireUniqueNames(OperationFile file, Document document) {
        for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            var name = String.valueOf(operation.getName());
            var at = Objects.requireNonNull(operation.getSourceLocation());
            var other = named.putIfAbsent(name, file.name() + ":" + at.getLine());
            if (other != null) {
                report(
                        file,
                        at,
                        name,
                        "another operation has this name, at " + other,
                        "rename one: clients find an operation's id by its name");
            }
        }
    }

    /// Reports a document whose id another document has.
    void requireUniqueId(OperationFile file, TrustedDocument document) {
        var other = ids.putIfAbsent(TrustedDocument.bare(document.id()), document);
        if (other != null && !other.equals(document)) {
            report(
                    file,
                    null,
                    document.name(),
                    "another operation has this id",
                    "let one of the builds use another algorithm for its ids");
        }
    }

    private void checkCost(
            OperationFile file, OperationDefinition operation, List<CostLimit.Excess> excesses) {
        for (var excess : excesses) {
            report(
                    file,
                    operation.getSourceLocation(),
                    String.valueOf(operation.getName()),
                    "it can cost %d %s, but @limits allows %d"
                            .formatted(excess.bound(), excess.limit(), excess.maximum()),
                    "request smaller pages or less nesting at `%s`, which adds most"
                            .formatted(excess.field()));
        }
    }

    private void checkIntrospection(OperationFile file, Node<?> node) {
        if (node instanceof Field field && INTROSPECTION.contains(field.getName())) {
            report(
                    file,
                    field.getSourceLocation(),
                    WHOLE,
                    "`%s` reads the schema".formatted(field.getName()),
                    "remove it: trusted operations can only read data");
        }
        for (Node<?> child : node.getChildren()) {
            checkIntrospection(file, child);
        }
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidOperationsException(problems);
        }
    }

    /// Removes the preamble, the final full stop and the position from a GraphQL message.
    private static String sentence(String message) {
        return message.strip()
                .replaceAll("\\s+", " ")
                .replaceFirst("^Validation error \\([^)]*\\) ?: ", "")
                .replaceAll(" at line \\d+ column \\d+", "")
                .replaceAll("[.]$", "");
    }
}
