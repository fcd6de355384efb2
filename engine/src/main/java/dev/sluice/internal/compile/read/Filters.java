// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.ConditionCheck;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.References;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles `@query(filter:)`.
public final class Filters {
    private final Map<String, ObjectShape> shapes;

    public Filters(Map<String, ObjectShape> shapes) {
        this.shapes = shapes;
    }

    /// @return null if there is no filter, or if a problem was reported
    @Nullable Condition compile(
            Directive query, AccessPath access, Scope scope, Problems problems, String coordinate) {
        var text = Directives.text(query, "filter");
        if (text == null) {
            return null;
        }
        var location = new ExpressionLocation(problems, text, coordinate);
        var condition = Term.parse(location);
        if (condition != null) {
            for (var member : access.target().members()) {
                var view = new View(member, access.index(), location);
                new ConditionCheck(
                                shapes,
                                member.shape(),
                                new ValueBinder(scope, location),
                                location,
                                ConditionCheck.Use.FILTER,
                                view::holds)
                        .check(condition);
            }
            checkAgreement(condition, access.target(), location);
        }
        return condition;
    }

    /// One condition is sent for all members, so they must store its fields in the same way.
    private static void checkAgreement(
            Condition condition, Target target, ExpressionLocation location) {
        for (var field : References.of(condition).fields()) {
            var name = field.names().getFirst();
            var stored =
                    target.members().stream()
                            .map(member -> member.shape().attribute(name))
                            .flatMap(Stream::ofNullable)
                            .map(attribute -> List.of(attribute.name(), attribute.type()))
                            .distinct()
                            .count();
            if (stored > 1) {
                location.report(
                        name,
                        "the types of `%s` store `%s` differently".formatted(target.type(), name),
                        "give it the same type and the same @attribute(name:) in all of them");
            }
        }
    }

    /// The attributes of one member's items that a filter can see.
    private record View(StoredType member, @Nullable String index, ExpressionLocation location) {

        boolean holds(Operand.FieldPath field, Attribute attribute) {
            if (keyNames().contains(attribute.name())) {
                location.report(
                        ConditionCheck.spell(field),
                        "`%s` is in the key, and a filter cannot use a key field"
                                .formatted(ConditionCheck.spell(field)),
                        "compare it in keyCondition");
                return false;
            }
            if (index != null && !member.index(index).holds(attribute.name())) {
                location.report(
                        ConditionCheck.spell(field),
                        "the index `%s` does not project `%s`"
                                .formatted(index, ConditionCheck.spell(field)),
                        "add it to project, or filter on a projected field");
                return false;
            }
            return true;
        }

        private Set<String> keyNames() {
            return member.key(index)
                    .halves()
                    .map(half -> half.attribute().name())
                    .collect(Collectors.toSet());
        }
    }
}
