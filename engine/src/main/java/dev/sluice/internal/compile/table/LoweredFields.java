// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.binding.ConditionCheck;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Checks the uses of fields whose keys hold them only in lower case. Only keys compare such a
/// field, because everything else would compare its exact value. No rule depends on it, because two
/// callers or two owners could differ only in case.
public final class LoweredFields {
    private final SchemaFile file;
    private final Map<String, StoredType> types;
    private final Problems problems;

    public LoweredFields(SchemaFile file, Map<String, StoredType> types, Problems problems) {
        this.file = file;
        this.types = types;
        this.problems = problems;
    }

    /// @param fields all compiled fields, by type name, then by field name
    public void check(Map<String, Map<String, Field>> fields) {
        for (var type : file.objectTypes()) {
            var stored = types.get(type.getName());
            if (stored != null) {
                checkType(type, stored);
            }
            for (var definition : type.getFieldDefinitions()) {
                var field = fields.getOrDefault(type.getName(), Map.of()).get(definition.getName());
                if (field != null) {
                    var coordinate = SchemaFile.coordinate(type, definition);
                    checkRules(definition, coordinate, judged(field, stored), field.rules());
                    checkSource(definition, coordinate, field.source());
                }
            }
        }
    }

    /// Returns the type of the item that the rules of a field compare, or null if they compare
    /// none.
    private static @Nullable StoredType judged(Field field, @Nullable StoredType parent) {
        return field.source() instanceof Source.Mutation mutation
                ? mutation.reads().values().stream()
                        .map(read -> read.target().members().getFirst())
                        .findFirst()
                        .orElse(null)
                : parent;
    }

    private void checkType(ObjectTypeDefinition at, StoredType type) {
        checkRules(at, type.name(), type, type.rules());
        for (var pinned : type.pins().keySet()) {
            if (type.lowered().contains(pinned)) {
                problems.report(
                        at,
                        type.name(),
                        "`%s` is pinned, but its keys are in lower case: tenants could differ only in case"
                                .formatted(pinned),
                        "remove case from @table, or the pin");
            }
        }
    }

    private void checkRules(
            Node<?> at, String coordinate, @Nullable StoredType type, List<Rule> rules) {
        if (type != null) {
            for (var compared : RuleFields.of(rules)) {
                if (type.lowered().contains(compared)) {
                    problems.report(
                            at,
                            coordinate,
                            "a rule compares `%s`, whose keys are in lower case: callers could differ only in case"
                                    .formatted(compared),
                            "remove case from @table, or compare another field");
                }
            }
        }
        for (var rule : rules) {
            if (rule.exists() instanceof Rule.Exists exists) {
                var record = exists.type();
                if (!record.lowered().isEmpty()) {
                    problems.report(
                            at,
                            coordinate,
                            "a rule looks up `%s`, whose keys are in lower case: callers could differ only in case"
                                    .formatted(record.name()),
                            "remove case from @table of `%s`".formatted(record.name()));
                }
            }
        }
    }

    private void checkSource(Node<?> at, String coordinate, Source source) {
        checkExtremes(at, coordinate, source);
        if (source instanceof Source.QueryRead query) {
            query.target()
                    .members()
                    .forEach(member -> checkCondition(at, coordinate, member, query.filter()));
        } else if (source instanceof Source.Mutation mutation) {
            for (var write : mutation.writes()) {
                checkCondition(at, coordinate, write.type(), write.condition());
                checkEach(at, coordinate, write);
            }
        }
    }

    /// The least of two exact values can be another than the least of the two in lower case.
    private void checkExtremes(Node<?> at, String coordinate, Source source) {
        var types =
                switch (source) {
                    case Source.Keyed read -> types(read);
                    case Source.ListRead list -> types(list.each());
                    case Source.QueryRead query -> query.target().members();
                    case Source.Mutation mutation ->
                            mutation.writes().stream().map(Write::type).toList();
                    case Source.Stored _,
                            Source.Paging _,
                            Source.Computed _,
                            Source.Answered _,
                            Source.Derived _,
                            Source.Member _ ->
                            List.<StoredType>of();
                };
        if (types.stream().anyMatch(type -> !type.lowered().isEmpty())
                && SourceValues.all(source).anyMatch(Value.Extreme.class::isInstance)) {
            problems.report(
                    at,
                    coordinate,
                    "min and max compare exact values, but the keys are in lower case",
                    "remove case from @table, or let the client order the values");
        }
    }

    private static List<StoredType> types(Source.Keyed source) {
        return source.reads().stream().flatMap(read -> read.target().members().stream()).toList();
    }

    private void checkCondition(
            Node<?> at, String coordinate, StoredType type, @Nullable Condition condition) {
        if (condition == null) {
            return;
        }
        References.of(condition).fields().stream()
                .map(ConditionCheck::spell)
                .distinct()
                .sorted()
                .filter(type.lowered()::contains)
                .forEach(name ->
                        problems.report(
                                at,
                                coordinate,
                                "a condition compares `%s`, whose keys are in lower case"
                                        .formatted(name),
                                "compare it in the key, or remove case from @table of `%s`"
                                        .formatted(type.name())));
    }

    private void checkEach(Node<?> at, String coordinate, Write write) {
        var type = write.type();
        var isLowered = type.key().halves().anyMatch(half -> !half.template().lowered().isEmpty());
        if (isLowered && write.each() != null) {
            problems.report(
                    at,
                    coordinate,
                    "two elements of the list could name the same item of `%s`, whose keys are in lower case"
                            .formatted(type.name()),
                    "write one item, or remove case from @table of `%s`".formatted(type.name()));
        }
        type.key().bucketed().stream()
                .filter(_ -> write.each() != null)
                .sorted()
                .forEach(field ->
                        problems.report(
                                at,
                                coordinate,
                                "two elements of the list could name the same item of `%s`, whose keys hold only a part of `%s`"
                                        .formatted(type.name(), field),
                                "write one item, or add {%s} to the key".formatted(field)));
    }
}
