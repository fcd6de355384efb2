// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the records (`exists`) that may grant a caller access to a mutation. The transaction that
/// writes checks each record that did so once more.
///
/// If two rules certainly name the same record, it counts once. A record does not count if it is
/// certainly an item that the mutation itself writes or checks, because that action already checks
/// it.
public final class GrantingRecords {
    private final Map<String, Map<String, Field>> fields;
    private final List<Write> writes;
    private final Set<Named> written = new HashSet<>();
    private final Map<Object, Decision> decisions = new LinkedHashMap<>();

    /// One decision of the mutation's rules.
    ///
    /// @param records the records that may grant access; at least one
    /// @param most how many of them may need a check action of their own, for each element of
    ///   `each`
    /// @param each the list whose elements may need different records, or null
    /// @param hasAlternatives whether another rule may grant access after a record is deleted
    public record Decision(
            List<Rule.Exists> records,
            int most,
            Write.@Nullable Repetition each,
            boolean hasAlternatives) {
        public Decision {
            records = List.copyOf(records);
        }

        /// Returns the largest size of a record, in KB (1,024 bytes).
        public int kilobytes() {
            return records.stream()
                    .mapToInt(record -> record.type().itemSize())
                    .max()
                    .orElseThrow();
        }
    }

    /// An item as the schema names it. Equal values certainly name the same item.
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

    /// @param fields all compiled fields, by type name, then by field name
    /// @param rules the rules of the mutation field itself
    public static List<Decision> of(
            Map<String, Map<String, Field>> fields, List<Rule> rules, List<Write> writes) {
        var records = new GrantingRecords(fields, writes);
        records.add(rules, -1, Map.of(), 1);
        for (int place = 0; place < writes.size(); place++) {
            records.add(place);
        }
        return List.copyOf(records.decisions.values());
    }

    /// Returns the fields of an item from which the keys of the records that its rules name are
    /// made.
    public static Set<String> fields(StoredType type) {
        return type.rules().stream()
                .map(Rule::exists)
                .flatMap(Stream::ofNullable)
                .flatMap(record -> record.fields().stream())
                .collect(Collectors.toSet());
    }

    /// Returns whether another rule may grant access after a record that granted it is deleted.
    /// Only rules with a record, an owner or `when` count, because claims and arguments do not
    /// change between two checks.
    public static boolean haveAlternatives(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.exists() != null || rule.needsItem()).count() > 1;
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

    /// Adds the rules of each field that a client may send, including fields inside objects.
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

    /// Returns how many records one decision may need. One is enough, unless rules also compare the
    /// item, which only the write sees. Then each such rule may need its own record.
    private static int mostOfWays(List<Rule> rules) {
        var records = rules.stream().filter(rule -> rule.exists() != null).toList();
        return Math.max(1, (int) records.stream().filter(Rule::needsItem).count());
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

    /// Returns a key for merging: decisions with equal keys certainly need the same record.
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
                            String.valueOf(rule.scope()),
                            String.valueOf(Objects.requireNonNull(rule.exists()).condition())));
        }
        if (rules.stream().anyMatch(Rule::needsItem)) {
            identity.add(place);
            identity.add(most);
        }
        return identity;
    }

    /// Returns the values that the write gives the fields of its item.
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

    /// @param place the index of the write whose item the rules check, or -1 if there is no item
    /// @param known the values of fields of that item
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

    /// Returns the value of a segment. If nothing is known of a field of the item, the value is
    /// unique to this write.
    private static Object value(BoundSegment segment, int place, Map<String, Value> known) {
        return switch (segment) {
            case BoundSegment.Literal literal -> literal;
            case BoundSegment.Bound(Value.Reference(var root, var path), _, _)
                    when root == Root.Reserved.ITEM || root == Root.Reserved.PARENT -> {
                var bound = known.get(path.getFirst());
                yield bound != null
                        ? bound
                        : new Value.Reference(
                                Root.Reserved.ITEM,
                                List.of(path.getFirst(), String.valueOf(place)));
            }
            case BoundSegment.Bound(var value, _, _) -> value;
        };
    }

    private static boolean isOfElement(Object value) {
        return value instanceof Value.Reference(var root, _)
                && (root == Root.Reserved.EACH || root == Root.Reserved.ITEM);
    }
}
