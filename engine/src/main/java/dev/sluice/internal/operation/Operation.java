// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Deprecation;
import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.RootField;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// An admitted operation: what each field asks for, with its variables known.
///
/// @param document the valid document that is executed
/// @param calls for each field that reads
/// @param nulls fields that fail, with the variable that gives null to a non-null argument
/// @param projections attributes that item reads fetch, by table
/// @param bound the most that it can cost
/// @param early the root fields that have reads below them that start in the first wave
/// @param hint how long the answer may be kept
/// @param deprecated what is deprecated and used, by coordinate, sorted
/// @param roots the root fields that are selected, each once, by name
public record Operation(
        Document document,
        ExecutableNormalizedOperation normalized,
        Map<Place, Call> calls,
        Map<Field, String> nulls,
        Map<String, Set<String>> projections,
        CostBound bound,
        List<EarlyRead> early,
        CacheHint hint,
        Map<String, Deprecation> deprecated,
        List<RootField> roots) {

    /// A selected field of one object type.
    public record Place(ExecutableNormalizedField field, String type) {}

    /// What one field asks for, at all its places in the answer.
    ///
    /// @param arguments checked, by name
    /// @param attributes that the selection needs of each item
    /// @param isCounted whether it asks how many items the whole list has
    public record Call(
            Map<String, @Nullable Object> arguments, Set<String> attributes, boolean isCounted) {
        Call(Map<String, @Nullable Object> arguments, Set<String> attributes) {
            this(arguments, attributes, false);
        }
    }

    /// @param maxAge seconds, or null if a field gives no hint
    /// @param shareable whether every rule is `public`
    public record CacheHint(@Nullable Integer maxAge, boolean shareable) {}

    Operation failing(Map<Field, String> fields) {
        return new Operation(
                document,
                normalized,
                calls,
                fields,
                projections,
                bound,
                early,
                hint,
                deprecated,
                roots);
    }

    /// Returns the number of its fields, with those of each fragment at each of its places.
    int size() {
        return normalized.getOperationFieldCount();
    }

    /// Returns what telemetry receives.
    public AdmittedOperation summary(TrustedDocuments.Choice document) {
        var total = bound.total();
        return new AdmittedOperation(
                normalized.getOperationName(),
                normalized.getOperation() == OperationDefinition.Operation.MUTATION
                        ? AdmittedOperation.Kind.MUTATION
                        : AdmittedOperation.Kind.QUERY,
                document.hash(),
                document.trust(),
                new AdmittedOperation.Bound(
                        total.requests(), total.waves(), total.readUnits(), total.writeUnits()),
                deprecated.entrySet().stream()
                        .map(field ->
                                new DeprecatedField(
                                        field.getKey(),
                                        field.getValue().since(),
                                        field.getValue().sunset()))
                        .toList(),
                roots);
    }

    /// Returns whether the field fails because a variable gives null to a non-null argument.
    public boolean fails(ExecutableNormalizedField field) {
        return !nulls.isEmpty()
                && normalized.getMergedField(field).getFields().stream()
                        .anyMatch(nulls::containsKey);
    }

    /// Returns the call of a field that reads.
    ///
    /// @throws Refusal BAD_USER_INPUT if a variable gives null to a non-null argument
    public Call call(DataFetchingEnvironment environment) {
        var variable = nulls.get(environment.getField());
        if (variable != null) {
            throw new Refusal(
                    Reason.VARIABLE_NOT_OF_ITS_TYPE, Map.of(Parameter.VARIABLE, variable));
        }
        var type = ((GraphQLNamedType) environment.getParentType()).getName();
        return Objects.requireNonNull(calls.get(new Place(field(environment), type)));
    }

    /// Returns the call of a field that reads, at all its places, or null if it depends on the
    /// place, or if a variable gives null to a non-null argument.
    public @Nullable Call call(Field field, String type) {
        var places = normalized.getNormalizedFields(field);
        return places.size() == 1 && !nulls.containsKey(field)
                ? calls.get(new Place(places.getFirst(), type))
                : null;
    }

    /// Only a field of a fragment can have several places, which its path tells apart.
    private ExecutableNormalizedField field(DataFetchingEnvironment environment) {
        var places = normalized.getNormalizedFields(environment.getField());
        return places.size() == 1
                ? places.getFirst()
                : normalized.getNormalizedField(
                        environment.getMergedField(),
                        (GraphQLFieldsContainer) environment.getParentType(),
                        environment.getExecutionStepInfo().getPath());
    }
}
