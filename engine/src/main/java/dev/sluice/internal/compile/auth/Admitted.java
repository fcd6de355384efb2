// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is certain about every caller whom one rule of `@auth` admits to an object.
///
/// @param signedIn whether the caller has a token
/// @param owned the fields of the object that name the caller, and by what
/// @param records the records that exist: for each, its type, then the values of its key, and once
///   more with the condition that it meets; `$parent` is the object
public record Admitted(
        boolean signedIn,
        Map<String, Set<Holder>> owned,
        Set<String> groups,
        Set<String> scopes,
        Set<List<Object>> records) {
    private static final Value SUBJECT = claim("sub");
    private static final Admitted ANYONE =
            new Admitted(false, Map.of(), Set.of(), Set.of(), Set.of());

    public Admitted {
        owned = Map.copyOf(owned);
        groups = Set.copyOf(groups);
        scopes = Set.copyOf(scopes);
        records = Set.copyOf(records);
    }

    /// Returns one for each way to pass the rules. Without rules, anyone passes.
    static List<Admitted> by(List<Rule> rules) {
        return rules.isEmpty() ? List.of(ANYONE) : rules.stream().map(Admitted::by).toList();
    }

    /// Returns one for each way to pass the rules of an object's type and then those of its field.
    public static List<Admitted> by(List<Rule> ofType, List<Rule> ofField) {
        return by(ofType).stream().flatMap(type -> by(ofField).stream().map(type::and)).toList();
    }

    private static Admitted by(Rule rule) {
        var holder = rule.holder();
        Map<String, Set<Holder>> owned =
                rule.owner() == null || holder == null
                        ? Map.of()
                        : Map.of(rule.owner(), Set.of(holder));
        var exists = rule.exists();
        Set<List<Object>> records =
                exists == null
                        ? Set.of()
                        : Set.copyOf(
                                List.of(
                                        key(exists, Admitted::ofObject),
                                        record(exists, Admitted::ofObject)));
        return new Admitted(
                asksForToken(rule) || rule.owner() != null,
                owned,
                Stream.ofNullable(rule.group()).collect(Collectors.toSet()),
                Stream.ofNullable(rule.scope()).collect(Collectors.toSet()),
                records);
    }

    /// A caller without a token passes only a rule with `public`.
    private static boolean asksForToken(Rule rule) {
        return rule.signedIn() || !rule.isPublic();
    }

    private Admitted and(Admitted other) {
        return new Admitted(
                signedIn || other.signedIn,
                joined(owned, other.owned),
                union(groups, other.groups),
                union(scopes, other.scopes),
                union(records, other.records));
    }

    private static Map<String, Set<Holder>> joined(
            Map<String, Set<Holder>> one, Map<String, Set<Holder>> other) {
        var joined = new HashMap<>(one);
        other.forEach((field, holders) -> joined.merge(field, holders, Admitted::union));
        return joined;
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        var union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    /// Returns the callers among these who have a token.
    Admitted withToken() {
        return new Admitted(true, owned, groups, scopes, records);
    }

    /// Returns the same callers, with only what does not depend on the object.
    Admitted toAnyObject() {
        return new Admitted(signedIn, Map.of(), groups, scopes, Set.of());
    }

    /// Returns whether the rule holds for all these callers.
    ///
    /// @param item returns the known value of a field of the item that the rule checks, or
    ///   `$item.field` if it is not known
    boolean pass(Rule rule, Function<String, Value> item) {
        return (signedIn || !asksForToken(rule))
                && (rule.owner() == null
                        || (signedIn && names(item.apply(rule.owner()), rule.holder())))
                && (rule.group() == null || groups.contains(rule.group()))
                && (rule.scope() == null || scopes.contains(rule.scope()))
                && (rule.exists() == null || isThere(record(rule.exists(), item)))
                && rule.when() == null;
    }

    /// Returns whether a value certainly names the caller as the holder requires.
    private boolean names(Value value, @Nullable Holder holder) {
        return (holder instanceof Holder.Named named
                        && named.claim() != null
                        && claim(named.claim()).equals(subject(value)))
                || (value instanceof Value.Reference(var root, var path)
                        && root == Root.Reserved.PARENT
                        && path.size() == 1
                        && holder != null
                        && owned.getOrDefault(path.getFirst(), Set.of()).contains(holder));
    }

    private static Value claim(String name) {
        return new Value.Reference(Root.Reserved.CLAIMS, List.of(name));
    }

    private boolean isThere(List<Object> record) {
        return records.stream().map(this::subject).toList().contains(subject(record));
    }

    private List<Object> subject(List<Object> record) {
        return record.stream().map(this::subject).toList();
    }

    /// Replaces a field that holds the caller's `sub` with the claim, because both are equal.
    private Object subject(Object value) {
        return value instanceof Value.Reference(var root, var path)
                        && root == Root.Reserved.PARENT
                        && path.size() == 1
                        && owned.getOrDefault(path.getFirst(), Set.of()).contains(Holder.SUBJECT)
                ? SUBJECT
                : value;
    }

    /// Returns the type, the key and the condition of a record.
    ///
    /// @param item returns the value of a field of the item that the rule checks
    private static List<Object> record(Rule.Exists exists, Function<String, Value> item) {
        var record = new ArrayList<>(key(exists, item));
        if (exists.condition() instanceof Condition condition) {
            record.add(condition);
            References.of(condition).values().forEach(value -> record.add(known(value, item)));
        }
        return record;
    }

    private static List<Object> key(Rule.Exists exists, Function<String, Value> item) {
        var read = exists.read();
        var key = new ArrayList<Object>();
        key.add(read.target().type());
        Stream.of(read.partition(), read.sort())
                .filter(Objects::nonNull)
                .flatMap(half -> half.segments().stream())
                .map(segment ->
                        segment instanceof BoundSegment.Bound(var value, _, _)
                                ? known(value, item)
                                : segment)
                .forEach(key::add);
        return key;
    }

    private static Value known(Value value, Function<String, Value> item) {
        return value instanceof Value.Reference reference && KeyBinder.isOfItem(reference)
                ? item.apply(reference.path().getFirst())
                : value;
    }

    /// Returns the value of a field of the object itself.
    static Value ofObject(String field) {
        return new Value.Reference(Root.Reserved.PARENT, List.of(field));
    }
}
