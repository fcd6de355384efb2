// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.purge;

import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds the fields of stored types that hold a caller: rules with an `owner`, fields pinned to the
/// claim `sub`, and keys and puts with `$claims.sub`.
final class OwnerFields {
    private static final String SUBJECT = "sub";

    private final SortedMap<String, SortedSet<String>> fields = new TreeMap<>();

    private OwnerFields() {}

    /// Returns the names of the fields, by the name of their type.
    static SortedMap<String, SortedSet<String>> of(Catalog catalog) {
        var owners = new OwnerFields();
        for (var type : catalog.storedTypes().values()) {
            type.rules().stream().map(Rule::owner).forEach(owner -> owners.add(type, owner));
            type.pins()
                    .forEach((field, claim) -> {
                        if (claim.equals(SUBJECT)) {
                            owners.add(type, field);
                        }
                    });
        }
        catalog.fields()
                .values()
                .forEach(of -> of.values().forEach(field -> owners.add(field.source())));
        return owners.fields;
    }

    private void add(StoredType type, @Nullable String field) {
        if (field != null) {
            fields.computeIfAbsent(type.name(), _ -> new TreeSet<>()).add(field);
        }
    }

    private void add(Source source) {
        switch (source) {
            case Source.Keyed read -> read.reads().forEach(this::add);
            case Source.ListRead list -> list.each().reads().forEach(this::add);
            case Source.QueryRead query -> {
                for (var type : query.target().members()) {
                    bound(type, type.key(query.index()).partition(), query.condition().partition());
                }
            }
            case Source.Mutation mutation -> {
                mutation.reads().values().forEach(this::add);
                mutation.writes().forEach(this::add);
            }
            case Source.Stored _,
                    Source.Derived _,
                    Source.Paging _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Member _ -> {}
        }
    }

    private void add(Write write) {
        if (write.named() instanceof Source.ItemRead read) {
            add(read);
        }
        if (write instanceof Write.Put put) {
            for (var part : put.item().parts()) {
                if (part instanceof ItemExpression.FieldValue(var field, var value)
                        && isSubject(value)) {
                    add(put.type(), field);
                }
            }
        }
    }

    private void add(Source.ItemRead read) {
        for (var type : read.target().members()) {
            bound(type, type.key().partition(), read.partition());
            if (type.key().sort() instanceof Key sort && read.sort() instanceof BoundKey built) {
                bound(type, sort, built);
            }
        }
    }

    private void bound(StoredType type, Key key, BoundKey built) {
        var segments = key.template().segments();
        for (int i = 0; i < Math.min(segments.size(), built.segments().size()); i++) {
            if (segments.get(i) instanceof Segment.Field(var field, _)
                    && built.segments().get(i) instanceof BoundSegment.Bound(var value, _, _)
                    && isSubject(value)) {
                add(type, field);
            }
        }
    }

    private static boolean isSubject(Value value) {
        return value instanceof Value.Reference(var root, var path)
                && root == Root.Reserved.CLAIMS
                && path.equals(List.of(SUBJECT));
    }
}
