// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.Arguments;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import graphql.language.VariableReference;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The order of a list: `@query(order:)`.
///
/// @param chosen the argument with which the client chooses the order, or null
record ListOrder(boolean ascending, @Nullable Value chosen) {

    static ListOrder compile(
            FieldDefinition field,
            Directive query,
            Arguments arguments,
            ExpressionLocation location) {
        var given = Directives.value(query, "order");
        if (given instanceof EnumValue fixed && List.of("ASC", "DESC").contains(fixed.getName())) {
            return new ListOrder(fixed.getName().equals("ASC"), null);
        }
        var name = given == null ? null : argument(given);
        if (given != null && !isOrder(field, name)) {
            location.problems()
                    .report(
                            given,
                            location.coordinate(),
                            "`order` must be ASC, DESC or an argument of the type SortOrder",
                            "write order: ASC, or order: \"$order\" with the argument `order: SortOrder`");
        }
        if (name == null) {
            return new ListOrder(true, null);
        }
        arguments.use(name);
        return new ListOrder(true, new Value.Reference(new Root.Named(name), List.of()));
    }

    private static @Nullable String argument(graphql.language.Value<?> given) {
        return switch (given) {
            case VariableReference reference -> reference.getName();
            case StringValue text when Text.of(text).value().startsWith("$") ->
                    Text.of(text).value().substring(1);
            default -> null;
        };
    }

    private static boolean isOrder(FieldDefinition field, @Nullable String name) {
        return field.getInputValueDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .anyMatch(each ->
                        !Types.isList(each.getType())
                                && Types.name(each.getType()).equals("SortOrder"));
    }
}
