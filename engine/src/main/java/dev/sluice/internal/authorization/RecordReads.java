// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.dynamodb.expression.KnownCondition;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.read.RecordRequest;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Reads the records that rules name: as many for a hidden item as for a missing one.
///
/// @param shapes the shape of every embedded type, by type name
record RecordReads(RequestStore reads, Map<String, ObjectShape> shapes) {

    /// Returns whether the record exists and meets its condition.
    ///
    /// @param request reads the record
    /// @param values of the condition
    CompletableFuture<Boolean> isThere(
            Rule.Exists record, ItemRequest request, ValueReader values) {
        return reads.item(request).thenApply(found -> meets(record, found, values));
    }

    private boolean meets(Rule.Exists record, @Nullable Item found, ValueReader values) {
        return KnownCondition.isMet(
                record.condition(), found, record.read().target(), shapes, values::read);
    }

    /// Returns whether the candidate grants access.
    ///
    /// @param reference what was requested
    /// @param known the fields that the reference contains, whether or not the item exists
    /// @param values of the item, or of the reference if there is no item
    CompletableFuture<Boolean> admits(
            Authorization.Candidate candidate,
            Object reference,
            StoredType type,
            Function<String, @Nullable Object> known,
            ValueReader values) {
        var fields = candidate.record().fields();
        return fields.stream().allMatch(field -> known.apply(field) != null)
                ? shared(candidate, values)
                : apart(candidate, reference, type, values);
    }

    /// The record is the same for a hidden item and for a missing one, so it is read like any other
    /// item, whatever else the candidate needs.
    private CompletableFuture<Boolean> shared(
            Authorization.Candidate candidate, ValueReader values) {
        var named = new KeyWriter(values).item(candidate.record().read());
        return named == null
                ? CompletableFuture.completedFuture(false)
                : reads.itemOrRetry(named).thenApply(found -> grants(candidate, found, values));
    }

    /// Only the item gives the record's key, so each reference reads one key of its own. No key is
    /// read if a record that was read before grants access.
    private CompletableFuture<Boolean> apart(
            Authorization.Candidate candidate,
            Object reference,
            StoredType type,
            ValueReader values) {
        var record = candidate.record();
        var named = new KeyWriter(values).item(record.read());
        if (named != null && grants(candidate, reads.known(named), values)) {
            return CompletableFuture.completedFuture(true);
        }
        IntFunction<@Nullable ItemRequest> placeholders =
                number ->
                        new KeyWriter(values.judging(PlaceholderKeys.of(type.shape(), number)))
                                .item(record.read());
        var standIn = placeholders.apply(0);
        if (standIn == null) {
            return CompletableFuture.completedFuture(false);
        }
        var place = new Place(reference, record.read().target().type(), record.key());
        return reads.record(
                        new RecordRequest(
                                place,
                                named,
                                standIn,
                                number -> Objects.requireNonNull(placeholders.apply(number))),
                        found -> grants(candidate, found, values))
                .thenApply(found -> grants(candidate, found, values));
    }

    private boolean grants(
            Authorization.Candidate candidate, @Nullable Item found, ValueReader values) {
        return candidate.sufficient() && meets(candidate.record(), found, values);
    }

    /// The purpose of a record's read.
    ///
    /// @param type of the record
    /// @param key as the schema spells it
    private record Place(Object reference, String type, String key) {}
}
