// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteRequest;

import java.util.ArrayList;
import java.util.List;

/// The writes of a mutation as they are sent, and the records that must be there for them.
///
/// @param requests one for each place
/// @param result the place among them of the one that answers
record MutationPlan(
        List<WriteInstance> places,
        List<WriteRequest> requests,
        List<Reliance> reliances,
        int result) {

    /// @param place that is told where the record is gone
    record Reliance(WriteInstance place, GrantingRecord record) {}

    /// @param granted the records that let the caller in to the field, and to what it sends
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

    /// The plan of the one write, standing on an item that was read.
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

    /// The plan whose refused writes are sent once more, on condition that the items that refused
    /// them are as they were found.
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
