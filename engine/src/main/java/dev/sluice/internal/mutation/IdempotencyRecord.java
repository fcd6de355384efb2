// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.operation.ClientRequestToken;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Idempotency;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The record of one mutation with a `clientRequestToken`. It shows whether the mutation has
/// happened before.
///
/// @param key of the record
/// @param input the hash of the arguments
record IdempotencyRecord(Idempotency idempotency, String key, String input, ValueReader values) {
    private static final Root FIELDS = new Root.Named("record");

    /// @param arguments of the mutation
    static IdempotencyRecord of(
            Idempotency idempotency,
            Field field,
            Source.Mutation source,
            Map<String, @Nullable Object> arguments,
            ValueReader values) {
        var token = (String) Objects.requireNonNull(arguments.get(ClientRequestToken.ARGUMENT));
        return new IdempotencyRecord(
                idempotency,
                IdempotencyRecordKey.key(
                        values.caller(), field.coordinate(), token, pinned(source)),
                IdempotencyRecordKey.input(arguments),
                values);
    }

    private static SortedSet<String> pinned(Source.Mutation source) {
        return Stream.concat(
                        source.writes().stream().map(Write::type),
                        source.reads().values().stream()
                                .flatMap(read -> read.target().members().stream()))
                .flatMap(type -> type.pins().values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the record of an earlier request, or null.
    CompletableFuture<@Nullable Item> earlier(RequestStore reads) {
        return reads.item(request());
    }

    /// Reads the record again.
    CompletableFuture<@Nullable Item> earlierAnew(RequestStore reads) {
        return reads.itemAnew(request());
    }

    private ItemRequest request() {
        return new ItemRequest(Target.of(idempotency.record()), key, null, true);
    }

    /// Returns the put of the record, on condition that there is none.
    ///
    /// @param answer what the mutation answers
    /// @param results how many items or ids the answer has
    WriteRequest put(String answer, int results) {
        var item =
                new ItemExpression(
                        List.of(new ItemExpression.All(new Value.Reference(FIELDS, List.of()))));
        var fields =
                Map.of(
                        Idempotency.ID,
                        key,
                        Idempotency.INPUT,
                        input,
                        Idempotency.RESULT,
                        answer,
                        Idempotency.EXPIRES_AT,
                        values.now().plus(Duration.ofHours(idempotency.keepHours())));
        return new WriteRequest(
                new Write.Put(idempotency.recordOf(results), item, false, null, null, null),
                null,
                values.with(FIELDS, fields)::read,
                List.of(),
                null);
    }

    /// Returns what the earlier request answered.
    ///
    /// @throws Refusal IDEMPOTENCY_MISMATCH if the earlier request had other arguments
    String result(Item earlier) {
        if (!input.equals(earlier.value(Idempotency.INPUT))) {
            throw new Refusal(ErrorCode.IDEMPOTENCY_MISMATCH);
        }
        return (String) Objects.requireNonNull(earlier.value(Idempotency.RESULT));
    }
}
