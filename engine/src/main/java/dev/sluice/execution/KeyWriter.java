// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.schema.BoundKey;
import dev.sluice.schema.BoundSegment;
import dev.sluice.schema.SortCondition;
import dev.sluice.schema.key.ComposedRange;
import dev.sluice.schema.key.KeyText;
import dev.sluice.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Writes keys and ranges of keys from the values of an expression.
record KeyWriter(ValueReader values) {
    private static final String SEPARATOR = "#";

    /// The value of a whole key attribute, or null where a part of it is null.
    @Nullable Object key(BoundKey key) {
        if (!key.composed() && key.segments().getFirst() instanceof BoundSegment.Bound bound) {
            return values.read(bound.value());
        }
        var texts = texts(key.segments());
        return texts == null ? null : String.join(SEPARATOR, texts);
    }

    /// The range of sort keys; nothing where a value that may not be dropped is null.
    SortRange range(@Nullable SortCondition sort) {
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
        var droppable = sort.optional() && sort.last() == null;
        var fixed = texts(droppable ? equal.subList(0, equal.size() - 1) : equal);
        if (fixed == null) {
            return new SortRange.Nothing();
        }
        if (!droppable) {
            return sort.last() == null && sort.whole()
                    ? ComposedRange.exactly(String.join(SEPARATOR, fixed))
                    : ranged(prefix(fixed), sort);
        }
        var last = text(equal.getLast());
        return last == null
                ? ComposedRange.all(prefix(fixed))
                : new ComposedRange(prefix(fixed), sort.whole()).equalTo(last);
    }

    private SortRange ranged(String prefix, SortCondition sort) {
        var range = new ComposedRange(prefix, sort.whole());
        return switch (sort.last()) {
            case null -> ComposedRange.all(prefix);
            case SortCondition.Range.Compared(var comparator, var value, _) -> {
                var text = escaped(values.read(value));
                yield text == null ? open(prefix, sort) : range.compared(comparator, text);
            }
            case SortCondition.Range.Between(var low, var high, _) -> {
                var from = escaped(values.read(low));
                var to = escaped(values.read(high));
                yield from == null || to == null
                        ? new SortRange.Nothing()
                        : range.between(from, to);
            }
            case SortCondition.Range.BeginsWith(var start, _) -> {
                var text = escaped(values.read(start));
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

    /// Null where one of the values is.
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
            case BoundSegment.Bound(var value, _) -> escaped(values.read(value));
        };
    }

    private static @Nullable String escaped(@Nullable Object value) {
        return value == null ? null : KeyText.escape(KeyText.of(value));
    }
}
