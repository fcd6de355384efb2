// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.SortCondition;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.ComposedRange;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.SortRange;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// Builds keys and ranges of keys from the values of an expression.
public record KeyWriter(ValueReader values) {
    /// Returns the value of a whole key attribute, or null if a part of it is null, or has a value
    /// that no composed key can hold.
    public @Nullable Object key(BoundKey key) {
        var spelling = key.spelling();
        if (spelling != null) {
            return joined(spelling, key.segments());
        }
        return key.segments().getFirst() instanceof BoundSegment.Bound(var value, var kind, _)
                ? LoneKeyValue.exact(values.read(value), kind)
                : null;
    }

    /// Returns the partitions that a list is read from, in their order, without those that no key
    /// can have.
    public List<Object> partitions(KeyCondition condition) {
        var chosen =
                Combinations.of(
                        condition.fanOuts().stream().map(each -> elements(each).toList()).toList());
        return chosen.stream()
                .map(elements -> new KeyWriter(values.withElements(elements)))
                .map(keys -> keys.key(condition.partition()))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /// Returns whether the times are so far apart that a page would read too many partitions.
    public boolean exceeds(FanOut.Times times) {
        return elements(times).count() > times.most();
    }

    /// Returns no more than one value above the most that are allowed.
    private Stream<?> elements(FanOut fanOut) {
        return switch (fanOut) {
            case FanOut.Literals(var literals) -> literals.stream().map(Value.Literal::value);
            case FanOut.Elements(var list, _) ->
                    values.read(list) instanceof List<?> elements
                            ? elements.stream().filter(Objects::nonNull)
                            : Stream.empty();
            case FanOut.Times(var from, var to, var bucket, var most) ->
                    values.read(from) instanceof Object first
                                    && values.read(to) instanceof Object last
                            ? bucket.between(first, last, most + 1).stream()
                            : Stream.empty();
        };
    }

    /// Like `key`, for an item that may be created. A value that is more precise than the key
    /// stores is truncated, as that of a field is.
    @Nullable Object keyToStore(BoundKey key) {
        return key(
                new BoundKey(
                        key.attribute(),
                        key.spelling(),
                        key.segments().stream().map(this::storable).toList()));
    }

    private BoundSegment storable(BoundSegment segment) {
        return segment instanceof BoundSegment.Bound(var value, var kind, var slot)
                        && stored(values.read(value), kind) instanceof Object stored
                ? new BoundSegment.Bound(new Value.Literal(stored), kind, slot)
                : segment;
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

    private @Nullable String joined(KeySpelling spelling, List<BoundSegment> segments) {
        var texts = texts(spelling, segments);
        return texts == null ? null : spelling.join(texts);
    }

    /// Returns the value as a field of the kind stores it: no more precise than that.
    public static @Nullable Object stored(@Nullable Object value, ScalarKind kind) {
        return value instanceof Instant time && kind.time() instanceof TimePrecision precision
                ? precision.truncated(time)
                : value;
    }

    /// Returns the range of sort keys. The range is empty if a value is null and its condition may
    /// not be dropped.
    public SortRange range(@Nullable SortCondition sort) {
        if (sort == null) {
            return new SortRange.All();
        }
        var spelling = sort.spelling();
        return spelling == null ? lone(sort) : composed(spelling, sort);
    }

    private SortRange lone(SortCondition sort) {
        var last = sort.last();
        if (last == null) {
            return sort.equal().getFirst() instanceof BoundSegment.Bound bound
                    ? exactly(bound, sort)
                    : new SortRange.Nothing();
        }
        return switch (given(last)) {
            case SortCondition.Range.Compared(var comparator, var value, var kind, _) ->
                    values.read(value) instanceof Object known
                            ? compared(comparator, LoneKeyValue.position(known, kind))
                            : dropped(sort, value);
            case SortCondition.Range.Between(var low, var high, var kind, _) ->
                    values.read(low) instanceof Object from
                                    && values.read(high) instanceof Object to
                            ? between(
                                    LoneKeyValue.position(from, kind),
                                    LoneKeyValue.position(to, kind))
                            : new SortRange.Nothing();
            case SortCondition.Range.BeginsWith(var prefix, _, _) ->
                    switch (values.read(prefix)) {
                        case null -> dropped(sort, prefix);
                        case String text when text.isEmpty() -> new SortRange.All();
                        case Object text -> new SortRange.BeginsWith(text.toString());
                    };
        };
    }

    private SortRange exactly(BoundSegment.Bound bound, SortCondition sort) {
        var value = values.read(bound.value());
        if (value == null) {
            return dropped(sort, bound.value());
        }
        return LoneKeyValue.exact(value, bound.kind()) instanceof Object key
                ? new SortRange.Exactly(key)
                : new SortRange.Nothing();
    }

    /// @param value which is null
    private static SortRange dropped(SortCondition sort, Value value) {
        return sort.optional() && isArgument(value) ? new SortRange.All() : new SortRange.Nothing();
    }

    /// Only a null argument drops its term. Another absent value, such as a claim, equals nothing.
    private static boolean isArgument(Value value) {
        return value instanceof Value.Reference(Root.Named _, _);
    }

    /// Returns `BETWEEN` without an end that the client left out.
    private SortCondition.Range given(SortCondition.Range range) {
        if (!(range
                instanceof SortCondition.Range.Between(var low, var high, var kind, var slot))) {
            return range;
        }
        if (isArgument(low) && values.read(low) == null) {
            return new SortCondition.Range.Compared(Comparator.LESS_OR_EQUAL, high, kind, slot);
        }
        return isArgument(high) && values.read(high) == null
                ? new SortCondition.Range.Compared(Comparator.GREATER_OR_EQUAL, low, kind, slot)
                : range;
    }

    private static SortRange compared(Comparator comparator, @Nullable Object place) {
        return place == null ? new SortRange.Nothing() : new SortRange.Compared(comparator, place);
    }

    private static SortRange between(@Nullable Object low, @Nullable Object high) {
        return low == null || high == null
                ? new SortRange.Nothing()
                : new SortRange.Between(low, high);
    }

    private SortRange composed(KeySpelling spelling, SortCondition sort) {
        var equal = sort.equal();
        if (sort.last() instanceof SortCondition.Range last) {
            var fixed = texts(spelling, equal);
            return fixed == null
                    ? new SortRange.Nothing()
                    : ranged(spelling, spelling.prefix(fixed), last, sort);
        }
        var fixed = texts(spelling, equal.subList(0, equal.size() - 1));
        if (fixed == null) {
            return new SortRange.Nothing();
        }
        var prefix = spelling.prefix(fixed);
        if (equal.getLast() instanceof BoundSegment.Bound bound
                && values.read(bound.value()) == null) {
            return open(prefix, sort, bound.value());
        }
        var text = text(spelling, equal.getLast());
        return text == null
                ? new SortRange.Nothing()
                : ComposedRange.equalTo(spelling, prefix, sort.ends(), text);
    }

    private SortRange ranged(
            KeySpelling spelling, String prefix, SortCondition.Range last, SortCondition sort) {
        var slot = last.slot();
        var range = ComposedRange.of(spelling, prefix, sort.ends(), slot);
        return switch (given(last)) {
            case SortCondition.Range.Compared(var comparator, var value, _, _) ->
                    values.read(value) instanceof Object known
                            ? range.compared(comparator, slot.position(known, spelling))
                            : open(prefix, sort, value);
            case SortCondition.Range.Between(var low, var high, _, _) ->
                    values.read(low) instanceof Object from
                                    && values.read(high) instanceof Object to
                            ? range.between(
                                    slot.position(from, spelling), slot.position(to, spelling))
                            : new SortRange.Nothing();
            case SortCondition.Range.BeginsWith(var start, _, _) -> {
                if (!(values.read(start) instanceof Object known)) {
                    yield open(prefix, sort, start);
                }
                var text = slot.start(known, spelling);
                yield text == null ? new SortRange.Nothing() : range.beginsWith(text);
            }
        };
    }

    private static SortRange open(String prefix, SortCondition sort, Value value) {
        return sort.optional() && isArgument(value)
                ? ComposedRange.all(prefix)
                : new SortRange.Nothing();
    }

    /// Returns null if one of the values is null, or is one that no key can hold.
    private @Nullable List<String> texts(KeySpelling spelling, List<BoundSegment> segments) {
        var texts = new ArrayList<String>();
        for (var segment : segments) {
            var text = text(spelling, segment);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private @Nullable String text(KeySpelling spelling, BoundSegment segment) {
        return switch (segment) {
            case BoundSegment.Literal(var text) -> text;
            case BoundSegment.Bound(var value, _, var slot) ->
                    values.read(value) instanceof Object known ? slot.text(known, spelling) : null;
        };
    }
}
