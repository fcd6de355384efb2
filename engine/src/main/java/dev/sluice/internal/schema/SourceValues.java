// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// Finds the values that the expressions of a field's source use.
public final class SourceValues {
    private SourceValues() {}

    public static Stream<Value> of(Source source) {
        return switch (source) {
            case Source.Stored _, Source.Paging _, Source.Computed _, Source.Answered _ ->
                    Stream.empty();
            case Source.EntityReference(var key) -> key.values().stream();
            case Source.Mutation _, Source.Member _, Source.NodeId _ -> Stream.empty();
            case Source.EntityKey _, Source.Sdl _ -> Stream.empty();
            case Source.ItemRead read -> of(read);
            case Source.KindRead read ->
                    Stream.concat(
                            Stream.ofNullable(read.kind()),
                            read.reads().stream().flatMap(SourceValues::of));
            case Source.ListRead list -> Stream.concat(of(list.each()), list.references().stream());
            case Source.QueryRead read -> Stream.concat(of(read.condition()), of(read.filter()));
        };
    }

    /// Like `of`, with the values that name or make the items of a mutation.
    public static Stream<Value> all(Source source) {
        return source instanceof Source.Mutation mutation
                ? mutation.writes().stream().flatMap(SourceValues::of)
                : of(source);
    }

    private static Stream<Value> of(Write write) {
        return switch (write) {
            case Write.Put put ->
                    put.item().parts().stream()
                            .flatMap(part ->
                                    part instanceof ItemExpression.FieldValue(_, var value)
                                            ? Stream.of(value)
                                            : Stream.empty());
            case Write.Update update ->
                    Stream.concat(
                            of(update.item()),
                            update.expression().actions().stream()
                                    .flatMap(action ->
                                            action
                                                            instanceof
                                                            UpdateExpression.Set(
                                                                    _,
                                                                    SetValue.Of(var value))
                                                    ? Stream.of(value)
                                                    : Stream.empty()));
            case Write.Delete delete -> of(delete.item());
            case Write.Check check -> of(check.item());
        };
    }

    /// Returns whether the source uses claims, so that the answer depends on the caller even
    /// without rules.
    public static boolean ofClaims(Source source) {
        return of(source)
                .flatMap(Value::references)
                .anyMatch(reference -> reference.root() == Root.Reserved.CLAIMS);
    }

    private static Stream<Value> of(Source.ItemRead read) {
        var sort = read.sort();
        return Stream.concat(
                of(read.partition().segments()),
                sort == null ? Stream.empty() : of(sort.segments()));
    }

    /// Returns the values of a key condition.
    public static Stream<Value> of(KeyCondition condition) {
        var sort = condition.sort();
        return Stream.of(
                        of(condition.partition().segments()),
                        condition.fanOuts().stream().flatMap(SourceValues::of),
                        sort == null ? Stream.<Value>empty() : of(sort))
                .flatMap(values -> values);
    }

    private static Stream<Value> of(FanOut fanOut) {
        return switch (fanOut) {
            case FanOut.Literals(var values) -> values.stream().map(Value.class::cast);
            case FanOut.Elements(var list, _) -> Stream.of(list);
            case FanOut.Times(var from, var to, _, _) -> Stream.of(from, to);
        };
    }

    public static Stream<Value> of(SortCondition sort) {
        return Stream.concat(of(sort.equal()), of(sort.last()));
    }

    private static Stream<Value> of(SortCondition.@Nullable Range range) {
        return switch (range) {
            case null -> Stream.empty();
            case SortCondition.Range.Compared compared -> Stream.of(compared.value());
            case SortCondition.Range.Between between -> Stream.of(between.low(), between.high());
            case SortCondition.Range.BeginsWith beginsWith -> Stream.of(beginsWith.prefix());
        };
    }

    private static Stream<Value> of(@Nullable Condition filter) {
        return filter == null
                ? Stream.empty()
                : References.of(filter).values().stream().map(Value.class::cast);
    }

    private static Stream<Value> of(List<BoundSegment> segments) {
        return segments.stream()
                .flatMap(segment ->
                        switch (segment) {
                            case BoundSegment.Literal _ -> Stream.empty();
                            case BoundSegment.Bound(var value, _, _) -> Stream.of(value);
                        });
    }
}
