// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.contract.OperationBound;
import dev.sluice.devtools.contract.PrettyJson;
import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.operation.OperationCost;
import dev.sluice.internal.schema.Limits;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the operations of a document can cost. Its components are the members of the JSON that
/// `cost` prints.
///
/// @param limits null if the schema has no `@limits`
record DocumentCost(String document, @Nullable Limits limits, List<Operation> operations) {
    /// @param name null for an anonymous operation
    /// @param unknown variables without a value, for which the worst case counts
    record Operation(
            @Nullable String name,
            List<String> unknown,
            OperationBound bound,
            List<Request> requests,
            List<CostLimit.Excess> excesses) {

        private static Operation of(OperationCost cost) {
            return new Operation(
                    cost.name(),
                    cost.unknown(),
                    OperationBound.of(cost.bound().total()),
                    cost.bound().requests().stream().map(Request::of).toList(),
                    cost.excesses());
        }
    }

    /// The requests of one field, counted as if no other field were selected.
    ///
    /// @param request the name of the DynamoDB operation, or of the resolver
    record Request(
            String field,
            String request,
            int wave,
            long requests,
            double readUnits,
            long writeUnits) {

        private static Request of(PlannedRequest planned) {
            var alone = CostBound.of(List.of(planned)).total();
            return new Request(
                    planned.field(),
                    request(planned),
                    planned.wave(),
                    alone.requests(),
                    alone.readUnits(),
                    alone.writeUnits());
        }

        private static String request(PlannedRequest planned) {
            return switch (planned) {
                case PlannedRequest.Items items -> items.count() == 1 ? "GetItem" : "BatchGetItem";
                case PlannedRequest.Pages _, PlannedRequest.Counts _ -> "Query";
                case PlannedRequest.Writes writes -> writes.request();
                case PlannedRequest.Calls calls -> calls.resolver();
            };
        }
    }

    static DocumentCost of(String document, @Nullable Limits limits, List<OperationCost> costs) {
        return new DocumentCost(document, limits, costs.stream().map(Operation::of).toList());
    }

    boolean exceeds() {
        return operations.stream().anyMatch(operation -> !operation.excesses().isEmpty());
    }

    String json() {
        return PrettyJson.of(this);
    }
}
