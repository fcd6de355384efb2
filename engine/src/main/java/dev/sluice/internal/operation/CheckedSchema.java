// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.schema.Problem;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.normalized.ExecutableNormalizedField;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Compiles a schema file, and refuses a root field that no client can call because even its least
/// cost is above a limit.
public final class CheckedSchema {
    private final Catalog catalog;
    private final Limits limits;

    private CheckedSchema(Catalog catalog, Limits limits) {
        this.catalog = catalog;
        this.limits = limits;
    }

    /// Throws [InvalidSchemaException] with every problem of the file.
    ///
    /// @param name the file's name, for messages
    /// @param text the file's text
    public static Catalog compile(String name, String text) {
        var catalog = SchemaCompiler.compile(name, text);
        var limits = catalog.limits();
        var problems =
                limits == null
                        ? List.<Problem>of()
                        : new CheckedSchema(catalog, limits).problems(name);
        if (!problems.isEmpty()) {
            throw new InvalidSchemaException(problems);
        }
        return catalog;
    }

    private List<Problem> problems(String file) {
        var problems = new ArrayList<Problem>();
        for (var type : catalog.clientSchema().getDefinitionsOfType(ObjectTypeDefinition.class)) {
            if (Set.of("Query", "Mutation").contains(type.getName())) {
                for (var definition : type.getFieldDefinitions()) {
                    var field = catalog.field(type.getName(), definition.getName());
                    if (field != null) {
                        CostLimit.excesses(least(type.getName(), field, definition), limits)
                                .forEach(excess ->
                                        problems.add(problem(file, field, definition, excess)));
                    }
                }
            }
        }
        return problems;
    }

    /// Returns the cost that `@limits` is compared with, for an operation with nothing but this
    /// field.
    private CostBound least(String type, Field field, FieldDefinition definition) {
        var isMutation = type.equals("Mutation");
        var selected =
                ExecutableNormalizedField.newNormalizedField()
                        .objectTypeNames(List.of(type))
                        .fieldName(definition.getName())
                        .build();
        var call = new Operation.Call(LeastArguments.of(catalog, field, definition), Set.of());
        var calls = Map.of(new Operation.Place(selected, type), call);
        if (limits.enforce() == Limits.Enforce.BUDGET && !isMutation) {
            return LeastCost.of(catalog, List.of(selected), calls);
        }
        var bound =
                CostBound.of(
                        new CostPlanner(catalog, calls, Set.of(), PlanListener.NONE)
                                .plan(List.of(selected), isMutation));
        return limits.perCaller() == null ? bound : bound.charged();
    }

    private static Problem problem(
            String file, Field field, FieldDefinition definition, CostLimit.Excess excess) {
        var at = Objects.requireNonNull(definition.getSourceLocation());
        return new Problem(
                file,
                at.getLine(),
                at.getColumn(),
                field.coordinate(),
                "the field costs at least %d %s, and the limit is %d, so no client can use it"
                        .formatted(excess.bound(), unit(excess.limit()), excess.maximum()),
                "raise %s to at least %d, or %s"
                        .formatted(excess.limit(), excess.bound(), otherwise(excess.limit())));
    }

    private static String unit(String limit) {
        return switch (limit) {
            case "readUnits" -> "read units";
            case "writeUnits" -> "write units";
            default -> limit;
        };
    }

    private static String otherwise(String limit) {
        return limit.equals("requests")
                ? "let the field send fewer requests"
                : "lower the itemSize, maxRead or minItems of what the field uses";
    }
}
