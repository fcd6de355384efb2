// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.expression.Value;

import graphql.normalized.ExecutableNormalizedField;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the reads of a query that can start before their parents have been read.
///
/// The key of such a read follows from the caller, the arguments, and the key of its parent. The
/// same holds for the outcome of the rules of all fields and items above it. So nothing is read
/// early for a caller who may not see the parent.
final class KnownReads {
    private final Catalog catalog;
    private final Map<Operation.Place, Operation.Call> calls;

    private KnownReads(Catalog catalog, Map<Operation.Place, Operation.Call> calls) {
        this.catalog = catalog;
        this.calls = calls;
    }

    /// Returns the root fields that have such reads below them.
    static List<EarlyRead> of(
            Catalog catalog,
            Map<Operation.Place, Operation.Call> calls,
            List<ExecutableNormalizedField> roots) {
        return new KnownReads(catalog, calls)
                .among(roots, Set.of()).stream().filter(root -> !root.below().isEmpty()).toList();
    }

    /// Returns the places of the reads.
    static Set<Operation.Place> places(Collection<EarlyRead> reads) {
        return all(reads)
                .filter(EarlyRead::isKnown)
                .map(EarlyRead::place)
                .collect(Collectors.toSet());
    }

    private static Stream<EarlyRead> all(Collection<EarlyRead> reads) {
        return reads.stream().flatMap(read -> Stream.concat(Stream.of(read), all(read.below())));
    }

    /// @param known the fields of the parent whose values are known
    private List<EarlyRead> among(List<ExecutableNormalizedField> fields, Set<String> known) {
        var found = new ArrayList<EarlyRead>();
        for (var field : fields) {
            for (var type : field.getObjectTypeNames()) {
                var compiled = catalog.field(type, field.getFieldName());
                if (compiled != null && Foreknown.decides(compiled.rules(), known)) {
                    var read = read(new Operation.Place(field, type), compiled, known);
                    if (read != null && (read.isKnown() || !read.below().isEmpty())) {
                        found.add(read);
                    }
                }
            }
        }
        return found;
    }

    /// Returns null for a field whose answer can depend on anything.
    private @Nullable EarlyRead read(Operation.Place place, Field field, Set<String> known) {
        if (field.rollout() != null) {
            return null;
        }
        var foreknown = new Foreknown(known);
        var isKnown = SourceValues.of(field.source()).allMatch(foreknown::has);
        return switch (field.source()) {
            case Source.Stored _ -> passing(place, field, Set.of());
            case Source.Paging _ -> passing(place, field, known);
            case Source.ItemRead read ->
                    reading(
                            place,
                            field,
                            isKnown,
                            foreknown.shows(read) ? foreknown.fields(read) : null);
            case Source.KindRead _ -> reading(place, field, isKnown, null);
            case Source.ListRead(var each, _) ->
                    reading(
                            place,
                            field,
                            isKnown,
                            each instanceof Source.ItemRead read && foreknown.shows(read)
                                    ? Map.of()
                                    : null);
            case Source.QueryRead query -> {
                var shows = foreknown.shows(query);
                var isList = query.answer() == Source.QueryRead.Answer.CONNECTION;
                yield reading(
                        place,
                        field,
                        isKnown && (shows || !isList),
                        shows ? foreknown.fields(query) : null);
            }
            case Source.Computed _,
                    Source.Answered _,
                    Source.Member _,
                    Source.Derived _,
                    Source.Mutation _ ->
                    null;
        };
    }

    private EarlyRead passing(Operation.Place place, Field field, Set<String> known) {
        var below = among(place.field().getChildren(), known);
        return new EarlyRead(place, field, null, false, Map.of(), below);
    }

    /// @param gives the fields of the items that are known before the read, or null if it is not
    ///   known whether the caller may see the items
    private EarlyRead reading(
            Operation.Place place,
            Field field,
            boolean isKnown,
            @Nullable Map<String, Value> gives) {
        var call = calls.get(place);
        return gives == null
                ? new EarlyRead(place, field, call, isKnown, Map.of(), List.of())
                : new EarlyRead(
                        place,
                        field,
                        call,
                        isKnown,
                        gives,
                        among(place.field().getChildren(), gives.keySet()));
    }
}
