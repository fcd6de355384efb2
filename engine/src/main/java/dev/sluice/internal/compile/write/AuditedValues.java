// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.WriteScope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.AuditTrail;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;

import graphql.language.Directive;
import graphql.language.StringValue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks `@audit(values:)`: the fields whose values before and after a change are noted.
///
/// The values before a change are exact only if the mutation reads the item, and writes it on
/// condition that they are the same.
final class AuditedValues {
    private final Problems problems;
    private final String coordinate;

    AuditedValues(Problems problems, String coordinate) {
        this.problems = problems;
        this.coordinate = coordinate;
    }

    /// Returns the fields of a type whose values are noted.
    static Set<String> of(Directive audit, StoredType type) {
        return elements(audit)
                .map(StringValue::getValue)
                .filter(field -> isNotable(type, field))
                .collect(Collectors.toSet());
    }

    private static Stream<StringValue> elements(Directive audit) {
        var values = Directives.list(audit, "values");
        return values == null
                ? Stream.of()
                : values.stream()
                        .flatMap(each ->
                                each instanceof StringValue text
                                        ? Stream.of(text)
                                        : Stream.empty());
    }

    /// @param changed the types whose changes are noted
    void check(Directive audit, StoredType trail, List<StoredType> changed) {
        elements(audit)
                .forEach(value -> {
                    var field = Text.of(value).value();
                    if (changed.stream().noneMatch(type -> isNotable(type, field))) {
                        problems.report(
                                value,
                                coordinate,
                                "a note cannot have the values of `%s`".formatted(field),
                                "name a stored field other than the version, whose values have no objects");
                    }
                });
        if (elements(audit).findAny().isPresent()
                && trail.shape().attribute(AuditTrail.OLD_VALUES) == null
                && trail.shape().attribute(AuditTrail.NEW_VALUES) == null) {
            problems.report(
                    audit,
                    coordinate,
                    "`%s` has no fields for values".formatted(trail.name()),
                    "add `%s: JSON` and `%s: JSON` to it"
                            .formatted(AuditTrail.OLD_VALUES, AuditTrail.NEW_VALUES));
        }
    }

    private static boolean isNotable(StoredType type, String field) {
        var attribute = type.shape().attribute(field);
        return attribute != null
                && attribute.type().embedded() == null
                && !field.equals(type.version());
    }

    /// Marks the fields of the items that were read on which the notes depend as used. Reports the
    /// writes of other items whose values before the change are needed.
    ///
    /// @param trails by the index of the write
    void see(
            List<CompiledWrite> writes,
            Map<Integer, AuditTrail> trails,
            WriteScope scope,
            ReadLists lists) {
        trails.forEach((place, trail) -> {
            var write = writes.get(place);
            var fields = before(write.write(), trail.values());
            var list = lists.of(write.write().each());
            if (scope.read() != null && write.isItemOf(scope.read())) {
                fields.forEach(scope::see);
            } else if (list != null && write.isItemOf(list)) {
                fields.forEach(list::see);
            } else if (!fields.isEmpty()) {
                report(write, trail);
            }
        });
    }

    private void report(CompiledWrite write, AuditTrail trail) {
        var type = write.write().type().name();
        problems.report(
                write.directive(),
                coordinate,
                "the audit notes values of `%s`, but the mutation does not know those before the change"
                        .formatted(type),
                write.write() instanceof Write.Put || write.write().each() != null
                        ? "add @audit(trail: \"%s\") to the mutation, which then notes no values"
                                .formatted(trail.type().name())
                        : "read the item first with @getItem(as:, type: \"%s\", key:, consistent: true)"
                                .formatted(type));
    }

    /// Returns the fields whose values before the write are noted, or follow into those after it.
    private static Set<String> before(Write write, Set<String> noted) {
        return switch (write) {
            case Write.Put put -> put.replaces() ? noted : Set.of();
            case Write.Update update -> {
                var fields = new TreeSet<String>();
                update.expression().actions().forEach(action -> add(action, noted, fields));
                yield fields;
            }
            case Write.Delete _ -> noted;
            case Write.Check _ -> Set.of();
        };
    }

    private static void add(UpdateExpression.Action action, Set<String> noted, Set<String> fields) {
        switch (action) {
            case UpdateExpression.Set(var field, var value) -> {
                add(field, noted, fields);
                if (noted.contains(name(field))) {
                    operands(value).map(AuditedValues::name).forEach(fields::add);
                }
            }
            case UpdateExpression.SetAll _ -> fields.addAll(noted);
            case UpdateExpression.Remove(var field) -> add(field, noted, fields);
            case UpdateExpression.Add(var field, _) -> add(field, noted, fields);
            case UpdateExpression.Delete(var field, _) -> add(field, noted, fields);
        }
    }

    private static void add(Operand.FieldPath field, Set<String> noted, Set<String> fields) {
        if (noted.contains(name(field))) {
            fields.add(name(field));
        }
    }

    private static Stream<Operand.FieldPath> operands(SetValue value) {
        return switch (value) {
            case SetValue.Of _ -> Stream.of();
            case SetValue.OfField(var field) -> Stream.of(field);
            case SetValue.IfNotExists(var field, var otherwise) ->
                    Stream.concat(Stream.of(field), operands(otherwise));
            case SetValue.Sum(var left, var right) ->
                    Stream.concat(operands(left), operands(right));
            case SetValue.Difference(var left, var right) ->
                    Stream.concat(operands(left), operands(right));
            case SetValue.ListAppend(var first, var second) ->
                    Stream.concat(operands(first), operands(second));
        };
    }

    private static String name(Operand.FieldPath field) {
        return field.names().getFirst();
    }
}
