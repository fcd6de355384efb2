// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Overlap;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.SortCondition;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeyEnds;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Binds terms to the sort key of a Query: equalities from the left, then at most one range.
public final class SortBinder {
    private final ExpressionLocation location;
    private final KeyBinder binder;
    private final List<KeyPosition> positions;
    private final List<BoundSegment> equal = new ArrayList<>();
    private SortCondition.@Nullable Range last;
    private String ranged = "";
    private boolean optional;
    private KeyEnds ends = KeyEnds.NONE;
    private int reached;

    public SortBinder(ExpressionLocation location, KeyBinder binder, List<KeyPosition> positions) {
        this.location = location;
        this.binder = binder;
        this.positions = positions;
        binder.uses().offer(positions);
    }

    /// Returns the condition on the sort key, or null if no term names it.
    ///
    /// @param keys the keys of all members
    public @Nullable SortCondition bind(List<Key> keys) {
        while (reached < positions.size() && bindOne(positions.get(reached))) {
            reached++;
        }
        if (equal.isEmpty() && last == null) {
            return null;
        }
        ends = ends(keys, equal.size() + (last == null ? 0 : 1));
        var key = keys.getFirst();
        checkOrder(key);
        return new SortCondition(key.attribute(), key.spelling(), equal, last, ends, optional);
    }

    /// Reports a range that would not be one range of keys.
    private void checkOrder(Key key) {
        var spelling = key.spelling();
        if (spelling == null || spelling.keepsOrder()) {
            checkText(key);
            return;
        }
        var isPrefix = last instanceof SortCondition.Range.BeginsWith;
        var isAtEnd = ends == KeyEnds.ALL && spelling.escape() == KeySpelling.Escape.NONE;
        if (last != null && !isPrefix && !last.slot().keepsOrder(spelling) && !isAtEnd) {
            location.report(
                    ranged,
                    "the keys \"%s\" do not have the order of `%s`, because of their separator or"
                                    .formatted(key.template().text(), ranged)
                            + " because values are not escaped",
                    "compare `%s` with = or begins_with".formatted(ranged));
        }
        if (last == null && ends == KeyEnds.SOME) {
            location.report(
                    "with = the list would also read other keys, because some of the keys \"%s\" go"
                                    .formatted(key.template().text())
                            + " on after the value, and values are not escaped",
                    "read each type with its own field");
        }
        checkText(key);
    }

    /// A value compares as the segment does only if nothing follows it in the segment.
    private void checkText(Key key) {
        if (last != null && !last.slot().after().isEmpty()) {
            location.report(
                    ranged,
                    "`%s` has text after it in the key \"%s\", so only = finds its values"
                            .formatted(ranged, key.template().text()),
                    "compare it with =");
        }
    }

    private static KeyEnds ends(List<Key> keys, int bound) {
        var ending = keys.stream().filter(key -> key.template().segments().size() == bound).count();
        return ending == 0 ? KeyEnds.NONE : ending == keys.size() ? KeyEnds.ALL : KeyEnds.SOME;
    }

    /// Returns whether a key of the template can lie in the range. The template belongs to no
    /// member.
    public boolean reaches(List<Segment> template) {
        if (last != null || optional || equal.isEmpty()) {
            var fixed = optional && last == null ? equal.subList(0, equal.size() - 1) : equal;
            return template.size() > fixed.size() && Overlap.beginsWith(fixed, template);
        }
        var isLongEnough =
                switch (ends) {
                    case ALL -> template.size() == equal.size();
                    case SOME -> template.size() >= equal.size();
                    case NONE -> template.size() > equal.size();
                };
        return isLongEnough && Overlap.beginsWith(equal, template);
    }

    /// Reports the terms that name a position after the one at which binding stopped.
    public void reportLater() {
        if (reached >= positions.size()
                || !(positions.get(reached) instanceof KeyPosition.Named stopped)) {
            return;
        }
        var given = stopped.nameIn(binder.terms());
        var missing = given == null ? stopped.names().stream().sorted().findFirst().get() : given;
        for (var position : positions.subList(reached + 1, positions.size())) {
            var name =
                    position instanceof KeyPosition.Named named
                            ? named.nameIn(binder.terms())
                            : null;
            if (name == null) {
                continue;
            }
            binder.uses().mention(name);
            if (given == null) {
                location.report(
                        name,
                        "the sort-key terms are out of order: `%s` comes after `%s`"
                                .formatted(name, missing),
                        "add a term for `%s` with =, before `%s`".formatted(missing, name));
            } else if (last != null) {
                location.report(
                        name,
                        "only the last term may be a range: `%s` comes after `%s`"
                                .formatted(name, missing),
                        "write `%s = value`, or move `%s` to filter".formatted(missing, name));
            }
        }
    }

    /// Returns whether the position is fixed, so that the next one may be bound too.
    private boolean bindOne(KeyPosition position) {
        return switch (position) {
            case KeyPosition.Literal(var text) -> equal.add(new BoundSegment.Literal(text));
            case KeyPosition.Named named -> bindNamed(named);
            case KeyPosition.Split _ -> false;
        };
    }

    private boolean bindNamed(KeyPosition.Named position) {
        var pinned = binder.pinned(position);
        if (pinned != null) {
            return equal.add(pinned);
        }
        var name = position.nameIn(binder.terms());
        if (name == null) {
            return false;
        }
        binder.uses().use(name, position);
        return switch (binder.terms().get(name)) {
            case Term.Equal(var value) -> bindEqual(position, name, value);
            case Term.Compared(var comparator, var value) -> {
                if (fits(position, name, value)
                        instanceof ValueBinder.Fit(var fitting, var nullable)) {
                    last =
                            new SortCondition.Range.Compared(
                                    comparator, fitting, position.kind(), position.slot());
                    ranged = name;
                    optional = nullable;
                }
                yield false;
            }
            case Term.Between(var low, var high) -> {
                var from = fits(position, name, low);
                var to = fits(position, name, high);
                if (from != null && to != null) {
                    last =
                            new SortCondition.Range.Between(
                                    from.value(), to.value(), position.kind(), position.slot());
                    ranged = name;
                    optional = from.nullable() || to.nullable();
                }
                yield false;
            }
            case Term.BeginsWith(var prefix) -> {
                bindPrefix(position, name, prefix);
                yield false;
            }
            case Term.InList _ -> {
                location.report(
                        name,
                        "a Query reads one range, not a list of keys",
                        "use @getItem(key:) with IN for a batch of reads");
                yield false;
            }
            case Term.InValues _ -> {
                location.report(
                        name,
                        "a Query reads one range, not a list of keys",
                        "compare `%s` with = or BETWEEN".formatted(name));
                yield false;
            }
            case null -> false;
        };
    }

    private boolean bindEqual(KeyPosition.Named position, String name, Value value) {
        var fit = fits(position, name, value);
        if (fit == null) {
            return false;
        }
        var kind = binder.values().kind(value, position);
        binder.values().checkMember(value, name, kind);
        equal.add(new BoundSegment.Bound(fit.value(), kind, position.slot()));
        optional = fit.nullable();
        if (optional) {
            reached++;
        }
        return !optional;
    }

    private void bindPrefix(KeyPosition.Named position, String name, Value prefix) {
        if (!Scalars.comparable(ScalarKind.STRING, position.kind())) {
            location.report(
                    name,
                    "begins_with needs a string, but `%s` is not one".formatted(name),
                    "use BETWEEN");
            return;
        }
        var fit = fits(position, name, prefix);
        if (fit != null) {
            last =
                    new SortCondition.Range.BeginsWith(
                            fit.value(), position.kind(), position.slot());
            ranged = name;
            optional = fit.nullable();
        }
    }

    private ValueBinder.@Nullable Fit fits(KeyPosition.Named position, String name, Value value) {
        var fit = binder.values().fit(value, name, binder.values().kind(value, position));
        if (fit == null || !fit.nullable()) {
            return fit;
        }
        if (KeyBinder.isOfItem(value)) {
            location.report(
                    ValueBinder.spell(value),
                    "`%s` can be null, but only an argument that is null drops its term"
                            .formatted(ValueBinder.spell(value)),
                    "make it non-null");
            return null;
        }
        if (isLastTerm(name)) {
            return fit;
        }
        location.report(
                ValueBinder.spell(value),
                "`%s` can be null, but `%s` is not the last term"
                        .formatted(ValueBinder.spell(value), name),
                "make it non-null: only the last term may be dropped");
        return null;
    }

    /// Returns whether no term names a later position.
    private boolean isLastTerm(String name) {
        var after = false;
        for (var position : positions) {
            if (position instanceof KeyPosition.Named named) {
                var other = named.nameIn(binder.terms());
                if (after && other != null) {
                    return false;
                }
                after |= name.equals(other);
            }
        }
        return true;
    }
}
