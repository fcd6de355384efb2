// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.InputFaults;
import dev.sluice.internal.policy.InputPath;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.PageSize;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Value;

import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Checks the arguments of fields, and collects their faults.
final class ArgumentCheck {
    private final GraphQLSchema schema;
    private final InputCheck inputs;
    private final RequestLimits limits;
    private final InputFaults faults;

    ArgumentCheck(
            GraphQLSchema schema, InputCheck inputs, RequestLimits limits, InputFaults faults) {
        this.schema = schema;
        this.inputs = inputs;
        this.limits = limits;
        this.faults = faults;
    }

    /// Returns the arguments by name, and collects the faults of their values.
    Map<String, @Nullable Object> arguments(String type, ExecutableNormalizedField field) {
        var definition =
                Objects.requireNonNull(schema.getObjectType(type))
                        .getFieldDefinition(field.getFieldName());
        return inputs.check(
                type,
                definition,
                new LinkedHashMap<String, @Nullable Object>(field.getResolvedArguments()),
                (path, fault) -> faults.add(fault.with(InputPlace.of(field, path))));
    }

    /// Checks the token that makes a mutation happen once, if the client sent one.
    void token(ExecutableNormalizedField field, Map<String, @Nullable Object> arguments) {
        if (arguments.get(ClientRequestToken.ARGUMENT) instanceof String token) {
            checked(field, ClientRequestToken.ARGUMENT, () -> ClientRequestToken.check(token));
        }
    }

    /// Checks the size of a page. A list that goes back has exactly one of two sizes.
    void pageSize(
            ExecutableNormalizedField field,
            Source.QueryRead query,
            Map<String, @Nullable Object> arguments) {
        var isBackward = query.goesBack() && arguments.get("last") != null;
        var argument = isBackward ? "last" : "first";
        var size = arguments.get(argument);
        var other = isBackward ? arguments.get("first") : null;
        if (size instanceof UnknownVariable || other instanceof UnknownVariable) {
            return;
        }
        checked(
                field,
                argument,
                () -> {
                    if (query.goesBack() && (size == null) == (other == null)) {
                        throw new Refusal(Reason.NOT_ONE_PAGE_SIZE);
                    }
                    limits.require(
                            Limit.PAGE_ITEMS, PageSize.checked(argument, size, query.maxItems()));
                });
    }

    /// Checks that the times between which a list reads have few enough partitions.
    void times(
            ExecutableNormalizedField field,
            Source.QueryRead query,
            Map<String, @Nullable Object> arguments) {
        for (var fanOut : query.condition().fanOuts()) {
            if (fanOut instanceof FanOut.Times times) {
                check(field, times, arguments);
            }
        }
    }

    private void check(
            ExecutableNormalizedField field,
            FanOut.Times times,
            Map<String, @Nullable Object> arguments) {
        var argument =
                Stream.of(times.to(), times.from())
                        .flatMap(Value::references)
                        .map(reference -> reference.root().text())
                        .filter(arguments::containsKey)
                        .findFirst();
        if (argument.isPresent() && new PartitionNumber(arguments).exceeds(times)) {
            checked(
                    field,
                    argument.get(),
                    () -> {
                        throw new Refusal(
                                Reason.TIMES_TOO_FAR_APART,
                                Map.of(
                                        Parameter.ARGUMENT,
                                        argument.get(),
                                        Parameter.MAXIMUM,
                                        times.most()));
                    });
        }
    }

    private void checked(ExecutableNormalizedField field, String argument, Runnable check) {
        try {
            check.run();
        } catch (Refusal fault) {
            if (fault.code() != ErrorCode.BAD_USER_INPUT) {
                throw fault;
            }
            faults.add(fault.with(InputPlace.of(field, InputPath.of(argument))));
        }
    }
}
