// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
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
import java.util.List;
import java.util.Map;

/// Binds the terms of one expression to whole keys.
public final class KeyBinder {
    private final ExpressionLocation location;
    private final ValueBinder values;
    private final Map<String, Term> terms;
    private final TermUses uses;
    private final SeveralValues several;
    private @Nullable NodeField node;
    private @Nullable Value id;
    private boolean split;

    public KeyBinder(ExpressionLocation location, Scope scope, Map<String, Term> terms) {
        this.location = location;
        this.values = new ValueBinder(scope, location);
        this.terms = terms;
        this.uses = new TermUses(location);
        this.several = new SeveralValues(location, values, terms);
    }

    /// How to treat a term that is missing or may be null.
    ///
    /// @param unbound the fault to report for a field without a term
    /// @param nullParent whether a field of the parent or of the checked item may be null; if it
    ///   is, nothing is read
    public record Demand(String unbound, boolean nullParent) {}

    /// Lets terms compare fields with several values, for a key of each combination.
    ///
    /// @param most the most parts of times that BETWEEN names, or null if the schema does not say
    public void allowFanOut(@Nullable Integer most) {
        several.fanOut(most);
    }

    /// Returns the values of each IN or BETWEEN term, in the order of the key.
    public List<FanOut> fanOuts() {
        return several.fanOuts();
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
        uses.useWhole(name);
        id =
                switch (terms.get(name)) {
                    case Term.Equal(var value) -> fit(value, name, ScalarKind.ID, demand);
                    case Term.InList(var list) -> several.element(list, name, ScalarKind.ID);
                    case null, default -> unequal(name, demand);
                };
        for (var part : named.form().parts()) {
            if (terms.containsKey(part.field()) && !part.field().equals(name)) {
                uses.mention(part.field());
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
        uses.offer(positions);
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
        uses.offer(position);
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
            uses.use(name, position);
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
        uses.use(name, position);
        return switch (terms.get(name)) {
            case Term.Equal(var value) -> fit(position, name, value, demand);
            case Term term when several.accepts(term, position) ->
                    fits(term, position, name, demand)
                                    && several.bind(term, name, position) instanceof Value each
                            ? new BoundSegment.Bound(each, position.kind(), position.slot())
                            : null;
            case null, default -> {
                var _ = unequal(name, demand);
                yield null;
            }
        };
    }

    /// Returns whether the ends of a range fit.
    private boolean fits(Term term, KeyPosition.Named position, String name, Demand demand) {
        return !(term instanceof Term.Between(var low, var high))
                || (fit(position, name, low, demand) != null
                        && fit(position, name, high, demand) != null);
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

    /// Returns the value of the term for a global id, or null if no term names one.
    public @Nullable Value id() {
        return id;
    }

    /// Returns the lists of the `IN $list` terms that bound keys have, in the order of the terms.
    public List<ValueBinder.BoundedList> lists() {
        return several.lists();
    }

    public boolean isList() {
        return several.isList();
    }

    ValueBinder values() {
        return values;
    }

    Map<String, Term> terms() {
        return terms;
    }

    TermUses uses() {
        return uses;
    }

    /// Reports the terms that name no part of the key.
    public void reportUnbound(String elsewhere) {
        if (!split) {
            uses.reportOthers(terms.keySet(), elsewhere);
        }
    }
}
