// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.SortCondition;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.ComposedRange;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Builds keys and ranges of keys from the values of an expression.
public record KeyWriter(ValueReader values) {
    private static final String SEPARATOR = "#";

    /// Returns the value of a whole key attribute, or null if a part of it is null, or has a value
    /// that no composed key can hold.
    public @Nullable Object key(BoundKey key) {
        if (!key.composed() && key.segments().getFirst() instanceof BoundSegment.Bound bound) {
            return values.read(bound.value());
        }
        return joined(key.segments());
    }

    /// Like `key`, for an item that may be created. A value that is more precise than the key
    /// stores is truncated, as that of a field is.
    @Nullable Object keyToStore(BoundKey key) {
        if (!key.composed()
                && key.segments().getFirst() instanceof BoundSegment.Bound(var value, var kind)) {
            return stored(values.read(value), kind);
        }
        return joined(
                key.segments().stream()
                        .map(segment ->
                                segment instanceof BoundSegment.Bound(var value, var kind)
                                                && stored(values.read(value), kind)
                                                        instanceof Object stored
                                        ? new BoundSegment.Bound(new Value.Literal(stored), kind)
                                        : segment)
                        .toList());
    }

    /// Returns the read of the item that a whole key names, or null if a part of the key is null,
    /// or has a value that no key can hold.
    public @Nullable ItemRequest item(Source.ItemRead source) {
        return item(source, this::key);
    }

    /// Like `item`, for an item that may be created.
    public @Nullable ItemRequest itemToStore(Source.ItemRead source) {
        return item(source, this::keyToStore);
    }

    private static @Nullable ItemRequest item(
            Source.ItemRead source, Function<BoundKey, @Nullable Object> keys) {
        var partition = keys.apply(source.partition());
        var sortKey = source.sort();
        var sort = sortKey == null ? null : keys.apply(sortKey);
        return partition == null || (sortKey != null && sort == null)
                ? null
                : new ItemRequest(source.target(), partition, sort, source.consistent());
    }

    private @Nullable String joined(List<BoundSegment> segments) {
        var texts = texts(segments);
        return texts == null ? null : String.join(SEPARATOR, texts);
    }

    private static @Nullable Object stored(@Nullable Object value, ScalarKind kind) {
        return value instanceof Instant instant
                ? instant.truncatedTo(
                        kind == ScalarKind.EPOCH_SECONDS ? ChronoUnit.SECONDS : ChronoUnit.MILLIS)
                : value;
    }

    /// Returns the range of sort keys. The range is empty if a value is null and its condition may
    /// not be dropped.
    public SortRange range(@Nullable SortCondition sort) {
        if (sort == null) {
            return new SortRange.All();
        }
        return sort.composed() ? composed(sort) : lone(sort);
    }

    private SortRange lone(SortCondition sort) {
        var last = sort.last();
        if (last == null) {
            return sort.equal().getFirst() instanceof BoundSegment.Bound bound
                    ? exactly(values.read(bound.value()), sort)
                    : new SortRange.Nothing();
        }
        return switch (last) {
            case SortCondition.Range.Compared(var comparator, var value, _) ->
                    values.read(value) instanceof Object known
                            ? new SortRange.Compared(comparator, known)
                            : dropped(sort);
            case SortCondition.Range.Between(var low, var high, _) ->
                    between(values.read(low), values.read(high));
            case SortCondition.Range.BeginsWith(var prefix, _) ->
                    switch (values.read(prefix)) {
                        case null -> dropped(sort);
                        case String text when text.isEmpty() -> new SortRange.All();
                        case Object text -> new SortRange.BeginsWith(KeyText.of(text));
                    };
        };
    }

    private static SortRange exactly(@Nullable Object value, SortCondition sort) {
        return value == null ? dropped(sort) : new SortRange.Exactly(value);
    }

    private static SortRange dropped(SortCondition sort) {
        return sort.optional() ? new SortRange.All() : new SortRange.Nothing();
    }

    private static SortRange between(@Nullable Object low, @Nullable Object high) {
        return low == null || high == null
                ? new SortRange.Nothing()
                : new SortRange.Between(low, high);
    }

    private SortRange composed(SortCondition sort) {
        var equal = sort.equal();
        if (sort.last() instanceof SortCondition.Range last) {
            var fixed = texts(equal);
            return fixed == null ? new SortRange.Nothing() : ranged(prefix(fixed), last, sort);
        }
        var fixed = texts(equal.subList(0, equal.size() - 1));
        if (fixed == null) {
            return new SortRange.Nothing();
        }
        var prefix = prefix(fixed);
        if (equal.getLast() instanceof BoundSegment.Bound bound
                && values.read(bound.value()) == null) {
            return open(prefix, sort);
        }
        var text = text(equal.getLast());
        return text == null
                ? new SortRange.Nothing()
                : new ComposedRange(prefix, sort.ends()).equalTo(text);
    }

    private SortRange ranged(String prefix, SortCondition.Range last, SortCondition sort) {
        var range = new ComposedRange(prefix, sort.ends());
        return switch (last) {
            case SortCondition.Range.Compared(var comparator, var value, _) -> {
                var text = position(value);
                yield text == null ? open(prefix, sort) : range.compared(comparator, text);
            }
            case SortCondition.Range.Between(var low, var high, _) -> {
                var from = position(low);
                var to = position(high);
                yield from == null || to == null
                        ? new SortRange.Nothing()
                        : range.between(from, to);
            }
            case SortCondition.Range.BeginsWith(var start, _) -> {
                var text = position(start);
                yield text == null ? open(prefix, sort) : range.beginsWith(text);
            }
        };
    }

    private static SortRange open(String prefix, SortCondition sort) {
        return sort.optional() ? ComposedRange.all(prefix) : new SortRange.Nothing();
    }

    private static String prefix(List<String> texts) {
        return texts.isEmpty() ? "" : String.join(SEPARATOR, texts) + SEPARATOR;
    }

    /// Returns null if one of the values is null, or is one that no key can hold.
    private @Nullable List<String> texts(List<BoundSegment> segments) {
        var texts = new ArrayList<String>();
        for (var segment : segments) {
            var text = text(segment);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private @Nullable String text(BoundSegment segment) {
        return switch (segment) {
            case BoundSegment.Literal(var text) -> text;
            case BoundSegment.Bound(var value, _) ->
                    values.read(value) instanceof Object known && KeyText.isExact(known)
                            ? KeyText.escape(KeyText.of(known))
                            : null;
        };
    }

    /// Returns the text by which a value is compared with keys, or null if the value is null.
    private @Nullable String position(Value value) {
        var known = values.read(value);
        return known == null ? null : KeyText.escape(KeyText.position(known));
    }
}
