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
/// @param requests one for each of `places`
/// @param result the index of the write whose item is the answer
record MutationPlan(
        List<WriteInstance> places,
        List<WriteRequest> requests,
        List<Reliance> reliances,
        int result) {

    /// @param place the write that is reported if the record is gone
    record Reliance(WriteInstance place, GrantingRecord record) {}

    /// @param granted the records that granted access to the field, and to what the caller sends
    static MutationPlan of(
            List<WriteInstance> places,
            List<WritePlanner.Planned> planned,
            List<GrantingRecord> granted,
            int result) {
        var reliances = new ArrayList<Reliance>();
        granted.forEach(record -> reliances.add(new Reliance(places.get(result), record)));
        for (int i = 0; i < places.size(); i++) {
            for (var record : planned.get(i).records()) {
                reliances.add(new Reliance(places.get(i), record));
            }
        }
        return new MutationPlan(
                places,
                planned.stream().map(WritePlanner.Planned::request).toList(),
                reliances,
                result);
    }

    /// Returns the plan of the one write, on condition that the item is as it was read.
    MutationPlan with(WriteInstance place, WriteRequest request, Item seen) {
        var standing =
                new WriteRequest(
                        place.write(),
                        request.item(),
                        request.values(),
                        request.owners(),
                        request.subject(),
                        seen);
        return new MutationPlan(List.of(place), List.of(standing), reliances, result);
    }

    /// Returns the plan that sends the refused writes again, on condition that the items are as
    /// they were when DynamoDB refused them.
    MutationPlan fitting(List<WriteOutcome.RefusedWrite> refused) {
        var fitting = new ArrayList<>(requests);
        for (var each : refused) {
            fitting.set(each.place(), requests.get(each.place()).of(each.found()));
        }
        return new MutationPlan(places, fitting, reliances, result);
    }

    WriteInstance answering() {
        return places.get(result);
    }

    List<WriteRequest> checks() {
        return reliances.stream().map(each -> each.record().check()).toList();
    }
}
