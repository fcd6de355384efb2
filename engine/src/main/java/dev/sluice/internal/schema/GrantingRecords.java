// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the records (`exists`) that may let a caller in to a mutation: each that did is checked
/// once more in the transaction that writes.
///
/// What certainly is one record counts once. A record that certainly is an item which the mutation
/// writes or checks itself counts for nothing, because that action checks it.
public final class GrantingRecords {
    private final Map<String, Map<String, Field>> fields;
    private final List<Write> writes;
    private final Set<Named> written = new HashSet<>();
    private final Map<Object, Decision> decisions = new LinkedHashMap<>();

    /// One decision of the mutation's rules.
    ///
    /// @param records those of which some may let the caller in; at least one
    /// @param most how many of them may have to be checked by actions of their own, for each
    ///   element of `each`
    /// @param each the list for whose elements other records may be needed, or null
    /// @param hasAlternatives whether another rule may let the caller in once a record is gone
    public record Decision(
            List<Rule.Exists> records,
            int most,
            Write.@Nullable Repetition each,
            boolean hasAlternatives) {
        public Decision {
            records = List.copyOf(records);
        }

        /// The largest size of a record.
        public int kilobytes() {
            return records.stream()
                    .mapToInt(record -> record.read().target().members().getFirst().itemSize())
                    .max()
                    .orElseThrow();
        }
    }

    /// An item as the schema names it: equal ones are certainly one item.
    private record Named(List<Object> key, Write.@Nullable Repetition each) {}

    private GrantingRecords(Map<String, Map<String, Field>> fields, List<Write> writes) {
        this.fields = fields;
        this.writes = writes;
        for (int place = 0; place < writes.size(); place++) {
            var item = writes.get(place).named();
            if (item != null) {
                written.add(named(item, place, Map.of()));
            }
        }
    }

    /// @param fields all that are compiled, by type name, then by field name
    /// @param rules of the mutation field itself
    public static List<Decision> of(
            Map<String, Map<String, Field>> fields, List<Rule> rules, List<Write> writes) {
        var records = new GrantingRecords(fields, writes);
        records.add(rules, -1, Map.of(), 1);
        for (int place = 0; place < writes.size(); place++) {
            records.add(place);
        }
        return List.copyOf(records.decisions.values());
    }

    /// Whether another rule may still let a caller in whom a record did until it went: what claims
    /// and arguments say is the same at a second look.
    public static boolean haveAlternatives(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.exists() != null || rule.owner() != null).count()
                > 1;
    }

    private void add(int place) {
        var write = writes.get(place);
        var rules = write.type().rules();
        var known = known(write);
        if (!write.inputs().isEmpty()) {
            addSent(write.type().name(), place, known, new HashSet<>());
        }
        if (creates(write) && rules.stream().anyMatch(rule -> rule.owner() != null)) {
            add(rules, place, known, 1);
        }
        if (!(write instanceof Write.Put put) || put.replaces()) {
            add(rules, place, known, mostOfWays(rules));
        }
    }

    /// The rules of each field that a client may send, inside objects too.
    private void addSent(String type, int place, Map<String, Value> known, Set<String> around) {
        if (!around.add(type)) {
            return;
        }
        for (var field : fields.getOrDefault(type, Map.of()).values()) {
            if (field.source() instanceof Source.Stored(var attribute)) {
                add(field.rules(), place, known, 1);
                if (attribute.type().embedded() instanceof String inside) {
                    addSent(inside, place, known, around);
                }
            }
        }
    }

    private static boolean creates(Write write) {
        return write instanceof Write.Put
                || (write instanceof Write.Update update && update.creates());
    }

    /// One record is enough, unless it takes an owner too whom only the write will see: then there
    /// may be one for each such rule.
    private static int mostOfWays(List<Rule> rules) {
        var records = rules.stream().filter(rule -> rule.exists() != null).toList();
        return Math.max(1, (int) records.stream().filter(rule -> rule.owner() != null).count());
    }

    private void add(List<Rule> rules, int place, Map<String, Value> known, int most) {
        var granting = rules.stream().filter(rule -> rule.exists() != null).toList();
        if (granting.isEmpty()) {
            return;
        }
        var records = new ArrayList<Rule.Exists>();
        var named = new ArrayList<Named>();
        for (var rule : granting) {
            var record = Objects.requireNonNull(rule.exists());
            records.add(record);
            named.add(named(record.read(), place, known));
        }
        var each =
                named.stream().map(Named::each).filter(Objects::nonNull).findFirst().orElse(null);
        decisions.merge(
                identity(granting, named, place, most),
                new Decision(
                        records,
                        written.containsAll(named) ? 0 : most,
                        each,
                        haveAlternatives(rules)),
                (one, other) -> one.hasAlternatives() || !other.hasAlternatives() ? one : other);
    }

    /// Decisions of one identity certainly come to the same record.
    private static Object identity(List<Rule> rules, List<Named> named, int place, int most) {
        if (named.size() == 1) {
            return named;
        }
        var identity = new ArrayList<Object>(named);
        for (var rule : rules) {
            identity.add(
                    List.of(
                            rule.isPublic(),
                            String.valueOf(rule.group()),
                            String.valueOf(rule.scope())));
        }
        if (rules.stream().anyMatch(rule -> rule.owner() != null)) {
            identity.add(place);
            identity.add(most);
        }
        return identity;
    }

    /// What the write says of its item's fields.
    private static Map<String, Value> known(Write write) {
        var known = new HashMap<String, Value>();
        switch (write) {
            case Write.Put put ->
                    put.item()
                            .parts()
                            .forEach(part -> {
                                if (part
                                        instanceof
                                        ItemExpression.FieldValue(var field, var value)) {
                                    known.put(field, value);
                                }
                            });
            case Write.Update update -> {
                known.putAll(ofKey(update));
                known.putAll(update.known());
            }
            case Write.Delete _, Write.Check _ -> known.putAll(ofKey(write));
        }
        return known;
    }

    private static Map<String, Value> ofKey(Write write) {
        return Objects.requireNonNull(write.named())
                .ruleFields()
                .getOrDefault(write.type().name(), Map.of());
    }

    /// @param place of the write whose item is judged, or -1 where there is no item
    /// @param known what stands for fields of that item
    private Named named(Source.ItemRead read, int place, Map<String, Value> known) {
        var key = new ArrayList<Object>();
        key.add(read.target().type());
        var each = place < 0 ? null : writes.get(place).each();
        var isOfElement = false;
        for (var segment : segments(read)) {
            var value = value(segment, place, known);
            key.add(value);
            isOfElement |= each != null && isOfElement(value);
        }
        return new Named(List.copyOf(key), isOfElement ? each : null);
    }

    private static List<BoundSegment> segments(Source.ItemRead read) {
        return Stream.of(read.partition(), read.sort())
                .filter(Objects::nonNull)
                .flatMap(half -> half.segments().stream())
                .toList();
    }

    /// A field of the item of which nothing is known is that of this write's item alone.
    private static Object value(BoundSegment segment, int place, Map<String, Value> known) {
        return switch (segment) {
            case BoundSegment.Literal literal -> literal;
            case BoundSegment.Bound(Value.Reference(var root, var path), _)
                    when root.equals("item") || root.equals("parent") -> {
                var bound = known.get(path.getFirst());
                yield bound != null
                        ? bound
                        : new Value.Reference(
                                "item", List.of(path.getFirst(), String.valueOf(place)));
            }
            case BoundSegment.Bound(var value, _) -> value;
        };
    }

    private static boolean isOfElement(Object value) {
        return value instanceof Value.Reference(var root, _)
                && (root.equals("each") || root.equals("item"));
    }
}
