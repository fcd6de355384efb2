// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import graphql.language.Document;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A schema file, compiled and checked: everything the engine knows about an API. Immutable.
///
/// @param clientSchema the schema that clients see: without directives of the schema language and
///   hidden fields, with generated connection types
/// @param storedTypes by type name
/// @param shapes stored and embedded types, by type name
/// @param fields by type name, then by field name
/// @param constraints by schema coordinate: `Scalar`, `Type.field`, `Type.field(argument:)`,
///   `Input.field`
/// @param tables by the name in the schema
/// @param failureCodes the error codes that the schema declares
/// @param idempotency null if the schema has no `@idempotency`
/// @param outbox null if the schema has no `@events`
/// @param limits null if the schema has no `@limits`
/// @param owners the teams, by type name, and by `Type.field` for root fields that return a type of
///   another team
/// @param deprecatedInputs the deprecated arguments, input fields and values of enums, by
///   `Type.field(argument:)`, `Input.field` and `Enum.VALUE`
/// @param notices what the author should know although the schema is valid
public record Catalog(
        Document clientSchema,
        Map<String, StoredType> storedTypes,
        Map<String, ObjectShape> shapes,
        Map<String, Map<String, Field>> fields,
        Map<String, Constraint> constraints,
        Map<String, Table> tables,
        Set<String> failureCodes,
        @Nullable Idempotency idempotency,
        @Nullable Outbox outbox,
        @Nullable Limits limits,
        Map<String, String> owners,
        Map<String, Deprecation> deprecatedInputs,
        List<String> notices) {

    public Catalog {
        storedTypes = Map.copyOf(storedTypes);
        shapes = Map.copyOf(shapes);
        fields = Map.copyOf(fields);
        constraints = Map.copyOf(constraints);
        tables = Map.copyOf(tables);
        failureCodes = Set.copyOf(failureCodes);
        owners = Map.copyOf(owners);
        deprecatedInputs = Map.copyOf(deprecatedInputs);
        notices = List.copyOf(notices);
    }

    /// Returns `Type.field` of the fields of each flag.
    public Map<String, Set<String>> flags() {
        return fields.values().stream()
                .flatMap(ofType -> ofType.values().stream())
                .filter(field -> field.flag() != null)
                .collect(groupingBy(field -> field.flag(), mapping(Field::coordinate, toSet())));
    }

    /// Returns `Type.field` of each field that a caller with only these flags does not see.
    public Set<String> hiddenWithout(Set<String> flags) {
        return flags().entrySet().stream()
                .filter(flag -> !flags.contains(flag.getKey()))
                .flatMap(flag -> flag.getValue().stream())
                .collect(toSet());
    }

    /// Returns the compiled field, or null if the catalog does not answer it (introspection).
    public @Nullable Field field(String type, String field) {
        var ofType = fields.get(type);
        return ofType == null ? null : ofType.get(field);
    }

    /// Returns the team that owns a type, a field or an argument, or null if the schema names none.
    ///
    /// @param coordinate such as `Order`, `Order.total` or `Query.orders(first:)`
    public @Nullable String owner(String coordinate) {
        var field = coordinate.split("\\(", 2)[0];
        var own = owners.get(field);
        return own == null ? owners.get(field.split("\\.", 2)[0]) : own;
    }
}
