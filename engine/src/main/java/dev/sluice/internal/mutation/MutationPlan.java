// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteRequest;

import java.util.ArrayList;
import java.util.List;

/// The writes of a mutation as they are sent, and the records that must exist for them.
///
/// @param result the index of the write whose item is the answer
record MutationPlan(List<PlannedWrite> writes, List<Reliance> reliances, int result) {

    /// @param place the write that is reported if the record is gone
    record Reliance(WriteInstance place, GrantingRecord record) {}

    /// @param granted the records that granted access to the field, and to what the caller sends
    static MutationPlan of(List<PlannedWrite> writes, List<GrantingRecord> granted, int result) {
        var reliances = new ArrayList<Reliance>();
        granted.forEach(record -> reliances.add(new Reliance(writes.get(result).place(), record)));
        for (var write : writes) {
            write.records().forEach(record -> reliances.add(new Reliance(write.place(), record)));
        }
        return new MutationPlan(writes, reliances, result);
    }

    /// Returns the plan of the one write, on condition that the item is as it was read.
    MutationPlan with(WriteInstance place, WriteRequest request, Item seen) {
        var standing =
                new WriteRequest(
                        place.write(), request.item(), request.values(), request.owners(), seen);
        return new MutationPlan(
                List.of(new PlannedWrite(place, standing, answering().records())),
                reliances,
                result);
    }

    /// Returns the plan that sends the refused writes again, on condition that the items are as
    /// they were when DynamoDB refused them.
    MutationPlan fitting(List<WriteOutcome.RefusedWrite> refused) {
        var fitting = new ArrayList<>(writes);
        for (var each : refused) {
            var write = writes.get(each.place());
            fitting.set(each.place(), write.with(write.request().of(each.found())));
        }
        return new MutationPlan(fitting, reliances, result);
    }

    /// Returns the write whose item is the answer.
    PlannedWrite answering() {
        return writes.get(result);
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
