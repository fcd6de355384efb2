// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Binds the terms of one expression to whole keys.
public final class KeyBinder {
    private final ExpressionLocation location;
    private final ValueBinder values;
    private final Map<String, Term> terms;
    private final Set<String> bound = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> partly = new TreeSet<>();
    private final Set<String> buckets = new TreeSet<>();
    private @Nullable NodeField node;
    private @Nullable Value id;
    private ValueBinder.@Nullable BoundedList list;
    private boolean isList;
    private boolean fansOut;
    private @Nullable Integer mostTimes;
    private @Nullable FanOut fanOut;
    private boolean split;

    public KeyBinder(ExpressionLocation location, Scope scope, Map<String, Term> terms) {
        this.location = location;
        this.values = new ValueBinder(scope, location);
        this.terms = terms;
    }

    /// How to treat a term that is missing or may be null.
    ///
    /// @param unbound the fault to report for a field without a term
    /// @param nullParent whether a field of the parent or of the checked item may be null; if it
    ///   is, nothing is read
    public record Demand(String unbound, boolean nullParent) {}

    /// Lets one term compare a field with several values, for a key of each.
    ///
    /// @param most the most parts of times that BETWEEN names, or null if the schema does not say
    public void allowFanOut(@Nullable Integer most) {
        fansOut = true;
        mostTimes = most;
    }

    /// Returns the values of the IN or BETWEEN term, or null if there is none.
    public @Nullable FanOut fanOut() {
        return fanOut;
    }

    /// Lets a value bind all fields of a key, without a term.
    ///
    /// @param given a global id, or the representation of an entity
    public void identify(NodeField named, Value given) {
        node = named;
        id = given;
    }

    /// Lets a term for the global id of a type bind all fields of its key.
    void identify(StoredType type, Demand demand) {
        var named = values.node(type);
        if (node != null || named == null || !terms.containsKey(named.name())) {
            return;
        }
        var name = named.name();
        node = named;
        held.add(name);
        bound.add(name);
        fields.add(name);
        id =
                switch (terms.get(name)) {
                    case Term.Equal(var value) -> fit(value, name, ScalarKind.ID, demand);
                    case Term.InList(var reference) -> element(reference, name, ScalarKind.ID);
                    case null, default -> unequal(name, demand);
                };
        for (var part : named.form().parts()) {
            if (terms.containsKey(part.field()) && !part.field().equals(name)) {
                bound.add(part.field());
                location.report(
                        part.field(),
                        "`%s` names the whole key, so `%s` has two values"
                                .formatted(name, part.field()),
                        "remove `%s`".formatted(part.field()));
            }
        }
    }

    /// Returns the whole key, or null if a problem was reported.
    public @Nullable BoundKey whole(Key key, List<KeyPosition> positions, Demand demand) {
        var segments = new ArrayList<BoundSegment>();
        offer(positions);
        if (positions.stream().anyMatch(KeyPosition.Split.class::isInstance)) {
            split = true;
            location.report(
                    "the types have different keys, so one key cannot read them all",
                    "give them the same partition key and read it with @query, or read each type with its own field");
            return null;
        }
        for (var position : positions) {
            switch (position) {
                case KeyPosition.Literal(var text) -> segments.add(new BoundSegment.Literal(text));
                case KeyPosition.Named named -> addBound(named, demand, segments);
                case KeyPosition.Split _ -> {}
            }
        }
        return segments.size() == positions.size()
                ? new BoundKey(key.attribute(), key.spelling(), segments)
                : null;
    }

    private void addBound(KeyPosition.Named position, Demand demand, List<BoundSegment> segments) {
        fields.addAll(position.names());
        if (node != null) {
            addIdentified(node, position, segments);
            return;
        }
        var pinned = pinned(position);
        var name = position.nameIn(terms);
        var segment =
                pinned != null
                        ? pinned
                        : name == null ? unbound(position, demand) : equal(position, name, demand);
        if (segment != null) {
            segments.add(segment);
        }
    }

    private void addIdentified(
            NodeField named, KeyPosition.Named position, List<BoundSegment> segments) {
        var field = position.names().iterator().next().split(":", 2)[0];
        var value = id == null ? null : named.value(id, field);
        if (value != null) {
            segments.add(new BoundSegment.Bound(value, position.kind(), position.slot()));
        }
    }

    /// Returns the claim that a pinned position is bound to, whatever the terms say, or null if the
    /// position is not pinned.
    @Nullable BoundSegment pinned(KeyPosition.Named position) {
        if (position.pin() == null) {
            return null;
        }
        var claim = new Value.Reference(Root.Reserved.CLAIMS, List.of(position.pin()));
        var name = position.nameIn(terms);
        if (name != null) {
            use(name, position);
            if (!new Term.Equal(claim).equals(terms.get(name))) {
                location.report(
                        name,
                        "`%s` is pinned to %s, so it cannot have another value"
                                .formatted(name, ValueBinder.spell(claim)),
                        "remove the term");
            }
        }
        return new BoundSegment.Bound(claim, position.kind(), position.slot());
    }

    private @Nullable BoundSegment unbound(KeyPosition.Named position, Demand demand) {
        var name = position.names().stream().sorted().findFirst().orElseThrow();
        location.report(
                "the key field `%s` has no value: %s".formatted(name, demand.unbound()),
                "add `%s = value`".formatted(name)
                        + (position.slot().form() instanceof TimeBucket bucket
                                ? ": a request reads one " + bucket.text()
                                : ""));
        return null;
    }

    private @Nullable BoundSegment equal(KeyPosition.Named position, String name, Demand demand) {
        use(name, position);
        return switch (terms.get(name)) {
            case Term.Equal(var value) -> fit(position, name, value, demand);
            case Term.InList(var reference) when fansOut ->
                    each(name, position, binder -> binder.elements(reference, name, position));
            case Term.InList(var reference) ->
                    element(reference, name, position.kind()) instanceof Value element
                            ? new BoundSegment.Bound(element, position.kind(), position.slot())
                            : null;
            case Term.InValues(var options) when fansOut ->
                    each(name, position, binder -> binder.literals(options, name, position));
            case Term.Between(var low, var high)
                    when fansOut && position.slot().form() instanceof TimeBucket bucket ->
                    fit(position, name, low, demand) == null
                                    || fit(position, name, high, demand) == null
                            ? null
                            : each(
                                    name,
                                    position,
                                    binder -> binder.times(low, high, name, bucket, mostTimes));
            case null, default -> {
                var _ = unequal(name, demand);
                yield null;
            }
        };
    }

    private @Nullable Value unequal(String name, Demand demand) {
        location.report(
                name,
                "`%s` must be compared with =: %s".formatted(name, demand.unbound()),
                "write `%s = value`".formatted(name));
        return null;
    }

    private @Nullable BoundSegment fit(
            KeyPosition.Named position, String name, Value value, Demand demand) {
        var kind = values.kind(value, position);
        var fit = fit(value, name, kind, demand);
        if (fit == null) {
            return null;
        }
        values.checkMember(value, name, kind);
        return new BoundSegment.Bound(fit, kind, position.slot());
    }

    private @Nullable Value fit(Value value, String name, ScalarKind kind, Demand demand) {
        var fit = values.fit(value, name, kind);
        if (fit == null) {
            return null;
        }
        if (fit.nullable() && !(demand.nullParent() && isOfItem(value))) {
            location.report(
                    ValueBinder.spell(value),
                    "`%s` can be null, so the key field `%s` may have no value: %s"
                            .formatted(ValueBinder.spell(value), name, demand.unbound()),
                    "make it non-null");
            return null;
        }
        return fit.value();
    }

    public static boolean isOfItem(Value value) {
        return value instanceof Value.Reference reference
                && (reference.root() == Root.Reserved.PARENT
                        || reference.root() == Root.Reserved.ITEM);
    }

    private @Nullable BoundSegment each(
            String name,
            KeyPosition.Named position,
            Function<FanOutBinder, @Nullable FanOut> bind) {
        if (isList || fanOut != null) {
            reportSecond(name);
            return null;
        }
        fanOut = bind.apply(new FanOutBinder(location, values));
        return fanOut == null
                ? null
                : new BoundSegment.Bound(new Value.Element(), position.kind(), position.slot());
    }

    private void reportSecond(String name) {
        location.report(
                name, "only one field of a key can have several values", "use = for the others");
    }

    private @Nullable Value element(Value.Reference reference, String name, ScalarKind kind) {
        if (isList || fanOut != null) {
            reportSecond(name);
            return null;
        }
        isList = true;
        list = values.list(reference, name, kind);
        return list == null ? null : new Value.Element();
    }

    /// Returns the value of the term for a global id, or null if no term names one.
    public @Nullable Value id() {
        return id;
    }

    /// Returns the list of the `IN $list` term, or null if no bound key has a valid one.
    public ValueBinder.@Nullable BoundedList list() {
        return list;
    }

    public boolean isList() {
        return isList;
    }

    ValueBinder values() {
        return values;
    }

    Map<String, Term> terms() {
        return terms;
    }

    void mention(String name) {
        bound.add(name);
    }

    /// Records that a term names a position.
    void use(String name, KeyPosition.Named position) {
        (position.names().contains(name) ? held : partly).add(name);
        if (!bound.add(name) && position.names().size() > 1) {
            location.report(
                    name,
                    "`%s` has different positions in the keys of the types".formatted(name),
                    "rename one of the two fields");
        }
    }

    /// Returns the names of the parts of a time that the key holds.
    private List<String> parts(String name) {
        return buckets.stream().filter(bucket -> bucket.startsWith(name + ":")).toList();
    }

    /// Records the parts of times that the key holds, for messages.
    void offer(List<KeyPosition> positions) {
        for (var position : positions) {
            if (position instanceof KeyPosition.Named(var names, _, _, var slot)
                    && slot.form() instanceof TimeBucket) {
                buckets.addAll(names);
            }
        }
    }

    /// Reports the terms that name no part of the key.
    public void reportUnbound(String elsewhere) {
        if (split) {
            return;
        }
        for (var name : terms.keySet()) {
            var parts = parts(name);
            if (!bound.contains(name) && parts.isEmpty()) {
                location.report(
                        name,
                        "`%s` is not in the key".formatted(name),
                        NearNames.fix(name, fields, elsewhere));
            } else if (!bound.contains(name) || (partly.contains(name) && !held.contains(name))) {
                location.report(
                        name,
                        "the key holds only a part of `%s`".formatted(name),
                        "compare `%s`".formatted(parts.getFirst()));
            }
        }
    }
}
