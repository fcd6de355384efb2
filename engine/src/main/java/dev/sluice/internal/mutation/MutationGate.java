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

/// Checks access to a mutation field, and to the fields that the caller sends. Each check fails
/// with `Refusal` FORBIDDEN or UNAUTHENTICATED, and returns the records that granted access.
record MutationGate(Catalog catalog, Field field, Source.Mutation source, ValueReader values) {

    /// Checks what is known before anything is read. If the rules compare the item that the
    /// mutation reads first, `item` checks them.
    CompletableFuture<List<GrantingRecord>> field(AccessGuard guard) {
        if (field.comparesItem()) {
            guard.admitForSome(field, values);
            return CompletableFuture.completedFuture(List.of());
        }
        return guard.admit(field, values).thenApply(Grant::records);
    }

    /// @param granted the records that have granted access so far
    CompletableFuture<List<GrantingRecord>> item(
            AccessGuard guard, List<GrantingRecord> granted, EarlierItems earlier) {
        if (!field.comparesItem()) {
            return CompletableFuture.completedFuture(granted);
        }
        var item = earlier.items().values().iterator().next();
        return guard.admit(field, values.of(item::value))
                .thenApply(grant -> with(granted, grant.records()));
    }

    /// @param granted the records that have granted access so far
    CompletableFuture<List<GrantingRecord>> sent(AccessGuard guard, List<GrantingRecord> granted) {
        return new SentFields(catalog, guard)
                .admit(WriteInstance.of(source, values, EarlierItems.NONE))
                .thenApply(sent -> with(granted, sent));
    }

    CompletableFuture<List<GrantingRecord>> all(AccessGuard guard, EarlierItems earlier) {
        return field(guard)
                .thenCompose(granted -> sent(guard, granted))
                .thenCompose(granted -> item(guard, granted, earlier));
    }

    private static List<GrantingRecord> with(
            List<GrantingRecord> granted, List<GrantingRecord> more) {
        return Stream.concat(granted.stream(), more.stream()).toList();
    }
}
