// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The writes of a mutation as they are sent, and the records that must exist for them.
///
/// @param answered the indexes of the writes that the field answers; several if the write is
///   repeated
/// @param values of the mutation, with the items that it has read
record MutationPlan(
        List<PlannedWrite> writes,
        List<Reliance> reliances,
        List<Integer> answered,
        ValueReader values) {
    MutationPlan {
        writes = List.copyOf(writes);
        reliances = List.copyOf(reliances);
        answered = List.copyOf(answered);
    }

    /// @param place the write that is reported if the record is gone
    record Reliance(WriteInstance place, GrantingRecord record) {}

    /// @param granted the records that granted access to the field, and to what the caller sends
    static MutationPlan of(
            List<PlannedWrite> writes,
            List<GrantingRecord> granted,
            Source.Mutation source,
            ValueReader values) {
        var answered =
                IntStream.range(0, writes.size())
                        .filter(i ->
                                source.alternatives()
                                        .isOne(writes.get(i).place().place(), source.result()))
                        .boxed()
                        .toList();
        var reliances = new ArrayList<Reliance>();
        if (!writes.isEmpty()) {
            var reported = writes.get(answered.isEmpty() ? 0 : answered.getFirst()).place();
            granted.forEach(record -> reliances.add(new Reliance(reported, record)));
        }
        for (var write : writes) {
            write.records().forEach(record -> reliances.add(new Reliance(write.place(), record)));
        }
        return new MutationPlan(writes, reliances, answered, values);
    }

    /// Returns the plan of the one write, on condition that the item is as it was read.
    MutationPlan with(WriteInstance place, WriteRequest request, Item seen) {
        var standing =
                new WriteRequest(
                        place.write(), request.item(), request.values(), request.access(), seen);
        return new MutationPlan(
                List.of(new PlannedWrite(place, standing, writes.getFirst().records())),
                reliances,
                answered,
                values);
    }

    /// Returns the plan that sends the refused writes again, on condition that the items are as
    /// they were when DynamoDB refused them.
    MutationPlan fitting(List<WriteOutcome.RefusedWrite> refused) {
        var fitting = new ArrayList<>(writes);
        for (var each : refused) {
            var write = writes.get(each.place());
            fitting.set(each.place(), write.with(write.request().of(each.found())));
        }
        return new MutationPlan(fitting, reliances, answered, values);
    }

    /// Returns the writes that the field answers.
    List<PlannedWrite> answering() {
        return answered.stream().map(writes::get).toList();
    }

    List<WriteInstance> places() {
        return writes.stream().map(PlannedWrite::place).toList();
    }

    List<WriteRequest> requests() {
        return writes.stream().map(PlannedWrite::request).toList();
    }

    List<WriteRequest> checks() {
        return reliances.stream().map(each -> each.record().check()).toList();
    }
}
