// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.schema.MutationResult;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.value.GlobalIds;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The id of an item that a mutation writes: it follows from the key, so that nothing is read.
final class WrittenId {
    private WrittenId() {}

    static String of(MutationResult.Ids ids, PlannedWrite planned) {
        var key = key(ids, planned);
        var id = ids.form() == null ? key.get(ids.field()) : GlobalIds.of(ids.form(), key::get);
        return Objects.requireNonNull(id, "the key is known").toString();
    }

    private static Map<String, @Nullable Object> key(MutationResult.Ids ids, PlannedWrite planned) {
        var values = planned.place().values();
        if (planned.request().write() instanceof Write.Put put) {
            return PutFields.of(put, values).values();
        }
        var named =
                planned.request().write() instanceof Write.Update update
                        ? update.known()
                        : ids.key();
        var key = new HashMap<String, @Nullable Object>();
        named.forEach((field, value) -> key.put(field, values.read(value)));
        return key;
    }
}
