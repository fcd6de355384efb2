// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles the read of an item that can have one of several types, each with its own key.
final class KindReads {
    private final KeyBinder.Demand demand;
    private final Scope scope;
    private final ExpressionLocation location;
    private final Map<String, Term> terms;

    KindReads(
            KeyBinder.Demand demand,
            Scope scope,
            ExpressionLocation location,
            Map<String, Term> terms) {
        this.demand = demand;
        this.scope = scope;
        this.location = location;
        this.terms = terms;
    }

    /// The read, and the lists of its `IN $list` terms.
    ///
    /// @param read null if a problem was reported
    record Found(
            Source.@Nullable Keyed read, boolean isList, List<ValueBinder.BoundedList> lists) {}

    /// Returns whether the types need reads of their own: they are in several tables, their keys
    /// differ, or the key names their global ids.
    static boolean differ(List<StoredType> members, Map<String, Term> terms, Scope scope) {
        return members.size() > 1
                && (members.stream().map(StoredType::table).distinct().count() > 1
                        || members.stream().anyMatch(member -> isIdentified(member, terms, scope))
                        || KeyPosition.areSplit(members));
    }

    private static boolean isIdentified(StoredType type, Map<String, Term> terms, Scope scope) {
        var node = scope.node(type);
        return node != null && terms.containsKey(node.name());
    }

    /// @param kind says which of the types the item has, or null
    /// @return null if a problem was reported
    @Nullable Found compile(List<StoredType> members, ItemKinds.@Nullable Kinds kind) {
        var before = location.problems().count();
        reportUnused(members);
        var reads = new ArrayList<Source.ItemRead>();
        var ids = new HashSet<Value>();
        var lists = new HashSet<List<ValueBinder.BoundedList>>();
        for (var member : members) {
            var binder = new KeyBinder(location, scope, terms(member));
            var read = WholeKey.read(Target.of(member), binder, demand, GetItemCompiler.ELSEWHERE);
            if (read == null || location.problems().count() > before) {
                return null;
            }
            reads.add(read);
            ids.add(binder.id() instanceof Value id ? id : new Value.Literal(member.name()));
            lists.add(binder.lists());
        }
        if (lists.size() > 1) {
            location.report(
                    "IN is in the keys of only some of the types",
                    "use IN for a field of each key");
            return null;
        }
        var common = lists.iterator().next();
        return new Found(read(reads, kind, ids.size() == 1), !common.isEmpty(), common);
    }

    private static Source.Keyed read(
            List<Source.ItemRead> reads, ItemKinds.@Nullable Kinds kind, boolean sameId) {
        if (kind != null) {
            return new Source.KindRead(reads, kind.value(), kind.indexes(), true);
        }
        return new Source.KindRead(merged(reads), null, Map.of(), sameId);
    }

    /// Types with the same key share a read.
    private static List<Source.ItemRead> merged(List<Source.ItemRead> reads) {
        var groups = new LinkedHashMap<List<Object>, List<Source.ItemRead>>();
        for (var read : reads) {
            var key = new ArrayList<Object>(List.of(read.target().table(), read.partition()));
            if (read.sort() != null) {
                key.add(read.sort());
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(read);
        }
        return groups.values().stream().map(KindReads::together).toList();
    }

    private static Source.ItemRead together(List<Source.ItemRead> group) {
        var first = group.getFirst();
        if (group.size() == 1) {
            return first;
        }
        var types = group.stream().map(read -> read.target().members().getFirst()).toList();
        var ruleFields = new LinkedHashMap<String, Map<String, Value>>();
        group.forEach(read -> ruleFields.putAll(read.ruleFields()));
        return new Source.ItemRead(
                new Target(
                        types.stream().map(StoredType::name).collect(Collectors.joining("|")),
                        types),
                first.partition(),
                first.sort(),
                first.consistent(),
                ruleFields,
                first.maxAge());
    }

    /// Returns the terms for the key of one of the types.
    private Map<String, Term> terms(StoredType member) {
        var names = names(member);
        var own = new LinkedHashMap<String, Term>();
        terms.forEach((name, term) -> {
            if (names.contains(name)) {
                own.put(name, term);
            }
        });
        return own;
    }

    private Set<String> names(StoredType member) {
        var node = scope.node(member);
        return node != null && terms.containsKey(node.name())
                ? Set.of(node.name())
                : KeyPosition.names(member);
    }

    private void reportUnused(List<StoredType> members) {
        var names =
                members.stream()
                        .flatMap(member -> names(member).stream())
                        .collect(Collectors.toSet());
        for (var name : terms.keySet()) {
            if (!names.contains(name)) {
                location.report(
                        name,
                        "`%s` is not in the key of any of the types".formatted(name),
                        NearNames.fix(name, names, GetItemCompiler.ELSEWHERE));
            }
        }
    }
}
