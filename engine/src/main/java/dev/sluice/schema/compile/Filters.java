// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Attribute;
import dev.sluice.schema.AttributeType;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.ScalarKind;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;
import dev.sluice.schema.expression.Comparator;
import dev.sluice.schema.expression.Condition;
import dev.sluice.schema.expression.Operand;
import dev.sluice.schema.expression.References;
import dev.sluice.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Compiles `@query(filter:)`.
final class Filters {
    private final Map<String, ObjectShape> shapes;

    Filters(Map<String, ObjectShape> shapes) {
        this.shapes = shapes;
    }

    /// @return null where there is no filter, or where a problem was reported
    @Nullable Condition compile(
            Directive query,
            QueryReads.Access access,
            Scope scope,
            Problems problems,
            String coordinate) {
        var text = Directives.text(query, "filter");
        if (text == null) {
            return null;
        }
        var site = new Site(problems, text, coordinate);
        var condition = Term.parse(site);
        if (condition != null) {
            for (var member : access.target().members()) {
                new Check(member, access, scope, site).check(condition);
            }
            checkAgreement(condition, access.target(), site);
        }
        return condition;
    }

    /// One condition is sent for all members, so they must hold its fields alike.
    private static void checkAgreement(Condition condition, Target target, Site site) {
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
                site.report(
                        name,
                        "the types of `%s` do not store `%s` alike".formatted(target.type(), name),
                        "give it one type and one @attribute(name:) in all of them");
            }
        }
    }

    /// Checks a filter against one member.
    private final class Check {
        private final StoredType member;
        private final @Nullable String index;
        private final ValueBinder values;
        private final Site site;

        Check(StoredType member, QueryReads.Access access, Scope scope, Site site) {
            this.member = member;
            this.index = access.index();
            this.values = new ValueBinder(scope, site);
            this.site = site;
        }

        void check(Condition condition) {
            switch (condition) {
                case Condition.And(var terms) -> terms.forEach(this::check);
                case Condition.Or(var terms) -> terms.forEach(this::check);
                case Condition.Not(var term) -> check(term);
                case Condition.Comparison(var left, var comparator, var right) -> {
                    compare(List.of(left, right));
                    if (comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL) {
                        checkMember(left, right);
                        checkMember(right, left);
                    }
                }
                case Condition.Between(var operand, var low, var high) ->
                        compare(List.of(operand, low, high));
                case Condition.In(var operand, var options) -> {
                    compare(List.of(operand));
                    options.forEach(option -> {
                        compare(List.of(operand, option));
                        checkMember(operand, option);
                    });
                }
                case Condition.InList(var field, var list) ->
                        site.report(
                                spell(field),
                                "a filter takes no list from outside",
                                "name the options, as in %s IN ($one, $other)"
                                        .formatted(spell(field)));
                case Condition.AttributeExists(var field) -> attribute(field);
                case Condition.AttributeNotExists(var field) -> attribute(field);
                case Condition.BeginsWith(var field, var prefix) -> compare(List.of(field, prefix));
                case Condition.Contains(var field, var operand) -> contains(field, operand);
            }
        }

        /// What values must fit beside a field or its size.
        private record Measure(String name, ScalarKind kind) {}

        private void compare(List<Operand> operands) {
            Measure first = null;
            for (var operand : operands) {
                var measure = measure(operand);
                if (first == null) {
                    first = measure;
                } else if (measure != null && !Scalars.comparable(measure.kind(), first.kind())) {
                    site.report(
                            measure.name(),
                            "`%s` and `%s` are of different kinds"
                                    .formatted(first.name(), measure.name()),
                            "compare fields of one kind");
                }
            }
            if (operands.stream().allMatch(Value.class::isInstance)) {
                site.report("a comparison names no field", "compare a field of the item");
            }
            for (var operand : operands) {
                if (operand instanceof Value value && first != null) {
                    fit(value, first.name(), first.kind());
                }
            }
        }

        /// Null for a value, and where a problem was reported.
        private @Nullable Measure measure(Operand operand) {
            return switch (operand) {
                case Operand.FieldPath field -> {
                    var kind = kind(field);
                    yield kind == null ? null : new Measure(spell(field), kind);
                }
                case Operand.Size(var field) ->
                        attribute(field) == null
                                ? null
                                : new Measure("size(%s)".formatted(spell(field)), ScalarKind.INT);
                case Value _ -> null;
            };
        }

        private void fit(Value value, String name, ScalarKind kind) {
            var fit = values.fit(value, name, kind);
            if (fit != null && fit.nullable()) {
                site.report(
                        ValueBinder.spell(value),
                        "`%s` can be null, and a filter compares values"
                                .formatted(ValueBinder.spell(value)),
                        "make it non-null");
            }
        }

        private void checkMember(Operand operand, Operand other) {
            if (operand instanceof Operand.FieldPath field
                    && other instanceof Value value
                    && attribute(field) instanceof Attribute attribute
                    && attribute.type() instanceof AttributeType.Scalar(var kind)) {
                values.checkMember(value, spell(field), kind);
            }
        }

        private void contains(Operand.FieldPath field, Operand operand) {
            var attribute = attribute(field);
            var kind =
                    switch (attribute == null ? null : attribute.type()) {
                        case AttributeType.Scalar(var text) -> text;
                        case AttributeType.SetOf(var element, _) -> element;
                        case AttributeType.ListOf(AttributeType.Scalar(var element), _, _) ->
                                element;
                        case AttributeType.ListOf _, AttributeType.Embedded _ -> null;
                        case null -> null;
                    };
            if (attribute != null && kind == null) {
                site.report(
                        spell(field),
                        "`%s` holds objects, which contains cannot compare".formatted(spell(field)),
                        "use contains on a text, a set or a list of scalars");
            } else if (kind != null && operand instanceof Value value) {
                fit(value, spell(field), kind);
                values.checkMember(value, spell(field), kind);
            }
        }

        private @Nullable ScalarKind kind(Operand.FieldPath field) {
            var attribute = attribute(field);
            if (attribute == null) {
                return null;
            }
            if (attribute.type() instanceof AttributeType.Scalar(var kind)) {
                return kind;
            }
            site.report(
                    spell(field),
                    "`%s` is no scalar".formatted(spell(field)),
                    "compare a scalar field, or use contains, size or attribute_exists");
            return null;
        }

        private @Nullable Attribute attribute(Operand.FieldPath field) {
            var first = attribute(member.shape(), field, field.names().getFirst());
            if (first == null || !readable(field, first)) {
                return null;
            }
            var attribute = first;
            for (var name : field.names().subList(1, field.names().size())) {
                var inside =
                        attribute.type() instanceof AttributeType.Embedded(var type)
                                ? shapes.get(type)
                                : null;
                var next = inside == null ? null : attribute(inside, field, name);
                if (next == null) {
                    return null;
                }
                attribute = next;
            }
            return attribute;
        }

        private @Nullable Attribute attribute(
                ObjectShape shape, Operand.FieldPath field, String name) {
            var attribute = shape.attribute(name);
            if (attribute == null) {
                site.report(
                        spell(field),
                        "`%s` has no stored field `%s`".formatted(shape.type(), name),
                        "filter on a field that the item itself holds");
            }
            return attribute;
        }

        private boolean readable(Operand.FieldPath field, Attribute attribute) {
            if (keyNames().contains(attribute.name())) {
                site.report(
                        spell(field),
                        "`%s` is in the key, which a filter cannot see".formatted(spell(field)),
                        "state it in keyCondition");
                return false;
            }
            var projected =
                    index == null
                            ? null
                            : Objects.requireNonNull(member.indexes().get(index)).projected();
            if (projected != null
                    && (!projected.contains(attribute.name()) || isSpelled(attribute.field()))) {
                site.report(
                        spell(field),
                        "the index `%s` does not project `%s`".formatted(index, spell(field)),
                        "add it to project, or filter on a projected field");
                return false;
            }
            return true;
        }

        /// Whether the field stands in a composed key, from which an index lets us read but not
        /// filter.
        private boolean isSpelled(String field) {
            return Stream.of(
                            member.partitionKey(),
                            member.sortKey(),
                            QueryReads.Access.partitionKey(member, index),
                            QueryReads.Access.sortKey(member, index))
                    .flatMap(Stream::ofNullable)
                    .filter(key -> !key.template().isLone())
                    .anyMatch(key -> key.template().fields().contains(field));
        }

        private Set<String> keyNames() {
            var names = new HashSet<String>();
            names.add(QueryReads.Access.partitionKey(member, index).attribute().name());
            var sort = QueryReads.Access.sortKey(member, index);
            if (sort != null) {
                names.add(sort.attribute().name());
            }
            return names;
        }

        private static String spell(Operand.FieldPath field) {
            return String.join(".", field.names());
        }
    }
}
