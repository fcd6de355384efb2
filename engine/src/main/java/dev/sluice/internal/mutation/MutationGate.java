// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.Grant;
import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Checks access to a mutation field, and to the fields that the caller sends, before anything is
/// read. Both checks fail with `Refusal` FORBIDDEN or UNAUTHENTICATED, and return the records that
/// granted access.
record MutationGate(Catalog catalog, Field field, Source.Mutation source, ValueReader values) {

    CompletableFuture<List<GrantingRecord>> field(AccessGuard guard) {
        return guard.admit(field, values).thenApply(Grant::records);
    }

    /// @param field the records that granted access to the field
    CompletableFuture<List<GrantingRecord>> sent(AccessGuard guard, List<GrantingRecord> field) {
        return new SentFields(catalog, guard)
                .admit(WriteInstance.of(source.writes(), values, EarlierItems.NONE))
                .thenApply(sent -> Stream.concat(field.stream(), sent.stream()).toList());
    }

    CompletableFuture<List<GrantingRecord>> all(AccessGuard guard) {
        return field(guard).thenCompose(granted -> sent(guard, granted));
    }
}
