// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.CallerLimit;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.Table;

import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles `@limits`, and the table of the buckets if callers have limits.
public final class OperationLimits {
    private static final int DEFAULT_DEPTH = 12;
    private static final String DEFAULT_TABLE = "Callers";
    private static final int MOST_UNITS = 1_000_000;
    private static final int MOST_SECONDS = 86_400;

    private final SchemaFile file;
    private final Problems problems;

    public OperationLimits(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// @param tables all other tables
    /// @return null if the schema has no `@limits`
    public @Nullable Limits compile(Map<String, Table> tables) {
        var schema = file.schemaDefinition();
        var directive = schema == null ? null : Directives.find(schema, "limits");
        if (directive == null) {
            return null;
        }
        var limits =
                new Limits(
                        Directives.integer(directive, "requests", 0),
                        Directives.integer(directive, "readUnits", 0),
                        Directives.integer(directive, "writeUnits", 0),
                        Directives.integer(directive, "depth", DEFAULT_DEPTH),
                        enforce(directive),
                        perCaller(directive, tables));
        if (Directives.integer(directive, Subgraph.REPRESENTATIONS, 1) < 1
                || limits.requests() < 0
                || limits.readUnits() < 0
                || limits.writeUnits() < 0
                || limits.depth() < 1) {
            problems.report(
                    directive,
                    SchemaFile.WHOLE,
                    "a limit is out of range",
                    "give amounts of at least 0, and a depth of at least 1");
        } else if (limits.perCaller() != null) {
            requireRoom(directive, "requests", limits.requests());
            requireRoom(directive, "writeUnits", limits.writeUnits());
        }
        return limits;
    }

    private static Limits.Enforce enforce(Directive directive) {
        return Directives.value(directive, "enforce") instanceof EnumValue given
                        && given.getName().equals(Limits.Enforce.BUDGET.name())
                ? Limits.Enforce.BUDGET
                : Limits.Enforce.BOUND;
    }

    /// Returns the table of the buckets.
    public static Table table(CallerLimit limit) {
        return new Table(
                limit.table(),
                new KeySchema(new KeyAttribute(CallerLimit.ID, StoredAs.S), null),
                CallerLimit.EXPIRES_AT,
                List.of());
    }

    private @Nullable CallerLimit perCaller(Directive directive, Map<String, Table> tables) {
        if (!(Directives.value(directive, "perCaller") instanceof ObjectValue given)) {
            return null;
        }
        var table = part(given, "table") instanceof StringValue name ? Text.of(name) : null;
        if (table != null) {
            StoredTypes.checkName(table, SchemaFile.WHOLE, "a table", problems);
        }
        var name = table == null ? DEFAULT_TABLE : table.value();
        if (tables.containsKey(name)) {
            problems.report(
                    table == null ? given.getSourceLocation() : table.at(),
                    SchemaFile.WHOLE,
                    "the table `%s` holds other items".formatted(name),
                    "use a separate table for the limits of callers: perCaller: {table: \"...\"}");
        }
        return new CallerLimit(
                number(given, "units", MOST_UNITS), number(given, "seconds", MOST_SECONDS), name);
    }

    private int number(ObjectValue given, String part, int most) {
        if (!(part(given, part) instanceof IntValue number)) {
            return most;
        }
        var value = number.getValue();
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            problems.report(
                    number.getSourceLocation(),
                    SchemaFile.WHOLE,
                    "perCaller has %s: %d".formatted(part, value),
                    "use a number from 1 to " + most);
            return most;
        }
        return value.intValueExact();
    }

    /// An operation may have to write its caller's bucket twice. With a lower limit, no operation
    /// that sends a request could run.
    private void requireRoom(Directive directive, String limit, int maximum) {
        if (maximum < CallerLimit.REQUESTS) {
            problems.report(
                    directive,
                    SchemaFile.WHOLE,
                    "with perCaller, every operation can cost %d %s, but the limit is %d"
                            .formatted(CallerLimit.REQUESTS, limit, maximum),
                    "raise %s to at least %d".formatted(limit, CallerLimit.REQUESTS));
        }
    }

    private static @Nullable Value<?> part(ObjectValue given, String name) {
        return Stream.ofNullable(given.getObjectFields())
                .flatMap(List::stream)
                .filter(field -> field.getName().equals(name))
                .<Value<?>>map(ObjectField::getValue)
                .findFirst()
                .orElse(null);
    }
}
