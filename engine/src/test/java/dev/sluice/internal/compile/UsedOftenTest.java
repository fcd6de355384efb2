// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A fault is reported once, however many fields use what has the fault.
final class UsedOftenTest {
    private static final int COPIES = 4;

    @Test
    void more_uses_of_a_type_with_a_fault_cause_no_other_problem() {
        var wrong = new ArrayList<String>();
        for (var check : Check.all()) {
            var often = often(check);
            if (often != null) {
                var problems = problems(often).stream().map(Problem::toString).toList();
                if (problems.size() != check.messages().size()) {
                    wrong.add(check + "\n    " + String.join("\n    ", problems));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Returns the schema with several copies of each field that has no fault of its own, or null
    /// if it cannot be parsed.
    private static @Nullable String often(Check check) {
        try {
            var document = Parser.parse(check.schema());
            var definitions = new ArrayList<>(document.getDefinitions());
            definitions.replaceAll(definition ->
                    definition instanceof ObjectTypeDefinition type
                            ? type.transform(builder ->
                                    builder.fieldDefinitions(
                                            type.getFieldDefinitions().stream()
                                                    .flatMap(field ->
                                                            copies(field, type, check).stream())
                                                    .toList()))
                            : definition);
            return AstPrinter.printAst(document.transform(it -> it.definitions(definitions)));
        } catch (InvalidSyntaxException _) {
            return null;
        }
    }

    private static List<FieldDefinition> copies(
            FieldDefinition field, ObjectTypeDefinition type, Check check) {
        var coordinate = type.getName() + "." + field.getName();
        var isRead =
                field.getDirectives().stream()
                        .anyMatch(each -> List.of("getItem", "query").contains(each.getName()));
        var isFaulty =
                check.messages().stream().anyMatch(each -> each.contains(" " + coordinate + ":"))
                        || check.schema().contains("." + field.getName());
        return !isRead || isFaulty || field.hasDirective("write")
                ? List.of(field)
                : IntStream.rangeClosed(0, COPIES)
                        .mapToObj(i ->
                                i == 0
                                        ? field
                                        : field.transform(
                                                it -> it.name(field.getName() + "Again" + i)))
                        .toList();
    }

    private static List<Problem> problems(String schema) {
        try {
            SchemaCompiler.compile("api.graphqls", schema);
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }
}
