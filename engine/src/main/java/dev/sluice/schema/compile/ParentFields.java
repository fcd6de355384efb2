// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.BoundKey;
import dev.sluice.schema.BoundSegment;
import dev.sluice.schema.KeyCondition;
import dev.sluice.schema.SortCondition;
import dev.sluice.schema.Source;
import dev.sluice.schema.expression.Condition;
import dev.sluice.schema.expression.References;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Which fields of the parent's item a read refers to.
final class ParentFields {
    private ParentFields() {}

    static Stream<String> of(Source.ItemRead read) {
        var sort = read.sort();
        return Stream.concat(of(read.partition()), sort == null ? Stream.empty() : of(sort));
    }

    static Stream<String> of(Source.ListRead read) {
        return Stream.concat(of(read.each()), of(read.list()));
    }

    static Stream<String> of(Source.QueryRead read) {
        return Stream.concat(of(read.condition()), ofFilter(read.filter()));
    }

    private static Stream<String> of(KeyCondition condition) {
        var sort = condition.sort();
        return Stream.concat(of(condition.partition()), sort == null ? Stream.empty() : of(sort));
    }

    private static Stream<String> of(SortCondition sort) {
        return Stream.concat(of(sort.equal()), of(sort.last()));
    }

    private static Stream<String> of(SortCondition.@Nullable Range range) {
        return switch (range) {
            case null -> Stream.empty();
            case SortCondition.Range.Compared compared -> of(compared.value());
            case SortCondition.Range.Between between ->
                    Stream.of(between.low(), between.high()).flatMap(ParentFields::of);
            case SortCondition.Range.BeginsWith beginsWith -> of(beginsWith.prefix());
        };
    }

    private static Stream<String> ofFilter(@Nullable Condition filter) {
        return filter == null
                ? Stream.empty()
                : References.of(filter).values().stream().flatMap(ParentFields::of);
    }

    private static Stream<String> of(BoundKey key) {
        return of(key.segments());
    }

    private static Stream<String> of(List<BoundSegment> segments) {
        return segments.stream()
                .flatMap(segment ->
                        switch (segment) {
                            case BoundSegment.Literal _ -> Stream.empty();
                            case BoundSegment.Bound(var value, _) -> of(value);
                        });
    }

    private static Stream<String> of(Value value) {
        return switch (value) {
            case Value.Reference(var root, var path) when root.equals("parent") ->
                    Stream.of(path).flatMap(Collection::stream).limit(1);
            case Value.Negated(var negated) -> of(negated);
            case Value.Reference _, Value.Literal _, Value.Element _ -> Stream.empty();
        };
    }
}
