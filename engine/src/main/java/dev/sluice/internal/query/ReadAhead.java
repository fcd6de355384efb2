// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.operation.EarlyRead;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Requests, with the first wave, what fields will read when their parents have been read.
///
/// It only requests: each field still checks access, starts its read and answers when its parent is
/// there, and then finds what was read. If the parent is hidden or missing, no field asks, so
/// nothing that was read early is seen, and no error or denial is reported.
public record ReadAhead(Catalog catalog, CursorCodec cursors) {

    /// @param scope of a request whose root fields have started
    public void start(RequestScope scope) {
        if (!scope.operation().early().isEmpty()) {
            start(scope.operation().early(), Map.of(), scope.unreported());
        }
    }

    /// @param parent the fields of the parent that its key gives
    private void start(
            List<EarlyRead> reads, Map<String, @Nullable Object> parent, RequestScope scope) {
        for (var read : reads) {
            var values = scope.foreseen(parent::get, read.arguments());
            if (!scope.operation().fails(read.place().field())
                    && !scope.guard().admit(read.field(), values).isCompletedExceptionally()
                    && isRead(read, values, scope)) {
                start(read.below(), passed(read, parent, values), scope);
            }
        }
    }

    /// Returns what the fields below know of their parent. A field that reads nothing passes on
    /// what is known of the item that its parent has read.
    private static Map<String, @Nullable Object> passed(
            EarlyRead read, Map<String, @Nullable Object> parent, ValueReader values) {
        if (read.call() == null) {
            return parent;
        }
        var known = new HashMap<String, @Nullable Object>();
        read.gives().forEach((field, value) -> known.put(field, values.read(value)));
        return known;
    }

    /// Requests what the field reads, if its key is known. Returns whether the fields below it will
    /// be asked if DynamoDB holds what the field reads.
    private boolean isRead(EarlyRead read, ValueReader values, RequestScope scope) {
        var guard = scope.guard();
        try {
            return switch (read.field().source()) {
                case Source.Stored _, Source.Paging _ -> true;
                case Source.ItemRead item ->
                        (!read.isKnown() || new GetItemFetch(item).ahead(scope, values))
                                && guard.shows(item.target(), item.ruleFields(), values);
                case Source.KindRead kinds -> {
                    var _ = read.isKnown() && new GetItemFetch(kinds).ahead(scope, values);
                    yield false;
                }
                case Source.ListRead list ->
                        (!read.isKnown() || new ItemListFetch(list).ahead(scope, values))
                                && list.each() instanceof Source.ItemRead each
                                && guard.shows(each.target(), each.ruleFields(), values);
                case Source.QueryRead query -> isRead(read, query, values, scope);
                case Source.Computed _,
                        Source.Answered _,
                        Source.Member _,
                        Source.Derived _,
                        Source.Mutation _ ->
                        false;
            };
        } catch (Refusal _) {
            // The field itself reports it.
            return false;
        }
    }

    private boolean isRead(
            EarlyRead read, Source.QueryRead query, ValueReader values, RequestScope scope) {
        var guard = scope.guard();
        var fetch = new QueryFetch(read.field(), query, catalog, cursors);
        return switch (query.answer()) {
            case FIRST ->
                    (!read.isKnown() || fetch.ahead(scope, read.called(), values))
                            && guard.shows(query.target(), query.ruleFields(), values);
            case CONNECTION ->
                    !guard.visibleMembers(query, values).join().isEmpty()
                            && (!read.isKnown() || fetch.ahead(scope, read.called(), values));
        };
    }
}
