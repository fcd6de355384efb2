// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.UpdateExpression;

import java.util.List;
import java.util.Map;

/// One write of a mutation, with its request.
///
/// @param records the records that granted access to the item
record PlannedWrite(WriteInstance place, WriteRequest request, List<GrantingRecord> records) {
    PlannedWrite {
        records = List.copyOf(records);
    }

    /// Returns whether the write changes its item. An update for which the client sent nothing
    /// changes at most the version.
    boolean changesItem() {
        return switch (request.write()) {
            case Write.Put _, Write.Delete _ -> true;
            case Write.Check _ -> false;
            case Write.Update update ->
                    update.creates()
                            || (update.type().version() != null && update.versioned())
                            || update.expression().actions().stream().anyMatch(this::isSent);
        };
    }

    private boolean isSent(UpdateExpression.Action action) {
        return !(action instanceof UpdateExpression.SetAll(var input))
                || (place.values().read(input) instanceof Map<?, ?> sent && !sent.isEmpty());
    }

    PlannedWrite with(WriteRequest other) {
        return new PlannedWrite(place, other, records);
    }
}
