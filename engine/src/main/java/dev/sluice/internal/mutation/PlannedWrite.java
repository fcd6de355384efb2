// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.write.WriteRequest;

import java.util.List;

/// One write of a mutation, with its request.
///
/// @param records the records that granted access to the item
record PlannedWrite(WriteInstance place, WriteRequest request, List<GrantingRecord> records) {
    PlannedWrite {
        records = List.copyOf(records);
    }

    PlannedWrite with(WriteRequest other) {
        return new PlannedWrite(place, other, records);
    }
}
