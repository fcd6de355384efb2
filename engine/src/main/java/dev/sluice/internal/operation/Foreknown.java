// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.ValueForm;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of a read, and of what it will find, before anything has been read.
///
/// @param fields the fields of the parent whose values are known
record Foreknown(Set<String> fields) {
    /// An item returns for such a field the same text that its key was made from.
    private static final Set<ScalarKind> TEXTS =
            EnumSet.of(ScalarKind.STRING, ScalarKind.ID, ScalarKind.ENUM);

    boolean has(Value value) {
        return switch (value) {
            case Value.Literal _ -> true;
            case Value.Element _ -> true;
            case Value.Negated(var negated) -> has(negated);
            case Value.Shifted(var time, _) -> has(time);
            case Value.Extreme(_, var one, var other) -> has(one) && has(other);
            case Value.Edited _ -> false;
            case Value.OfGlobalId(var id, _, _) -> has(id);
            case Value.Reference(var root, var path) ->
                    switch (root) {
                        case Root.Reserved.PARENT ->
                                path.size() == 1 && fields.contains(path.getFirst());
                        case Root.Named _ -> true;
                        case Root.Reserved.CLAIMS, Root.Reserved.NOW -> true;
                        case Root.Reserved.ITEM,
                                Root.Reserved.UUID,
                                Root.Reserved.EACH,
                                Root.Reserved.PREPARED ->
                                false;
                    };
        };
    }

    /// Returns whether the rules need no record and compare only these fields.
    static boolean decides(Collection<Rule> rules, Set<String> fields) {
        return rules.stream().anyMatch(Rule::isOpen)
                || rules.stream()
                        .allMatch(
                                rule -> rule.exists() == null && fields.containsAll(rule.fields()));
    }

    /// Returns whether it is known if the caller may see the item.
    boolean shows(Source.ItemRead read) {
        return shows(read.target(), read.ruleFields());
    }

    /// Returns whether it is known which items the caller may see.
    boolean shows(Source.QueryRead query) {
        return switch (query.answer()) {
            case FIRST -> shows(query.target(), query.ruleFields());
            case CONNECTION ->
                    query.listRules().values().stream()
                                    .flatMap(List::stream)
                                    .allMatch(rule -> rule.exists() == null)
                            && query.ruleFields().values().stream().allMatch(this::hasAll);
        };
    }

    private boolean shows(Target target, Map<String, Map<String, Value>> ruleFields) {
        return target.members().stream()
                .allMatch(member -> {
                    var bound = ruleFields.getOrDefault(member.name(), Map.of());
                    return decides(member.rules(), bound.keySet())
                            && bound.keySet().containsAll(member.pins().keySet())
                            && hasAll(bound);
                });
    }

    private boolean hasAll(Map<String, Value> values) {
        return values.values().stream()
                .allMatch(value -> has(value) && !(value instanceof Value.Element));
    }

    /// Returns the values of the fields of the item.
    Map<String, Value> fields(Source.ItemRead read) {
        var values = new HashMap<String, Value>();
        if (read.target().members() instanceof List<StoredType> members && members.size() == 1) {
            var key = members.getFirst().key();
            collect(key.partition(), read.partition(), values);
            if (key.sort() != null && read.sort() != null) {
                collect(key.sort(), read.sort(), values);
            }
        }
        return values;
    }

    /// Returns the values of the fields that all items of the partition have.
    Map<String, Value> fields(Source.QueryRead query) {
        var values = new HashMap<String, Value>();
        if (query.target().members() instanceof List<StoredType> members && members.size() == 1) {
            var key = members.getFirst().key(query.index());
            collect(key.partition(), query.condition().partition(), values);
        }
        return values;
    }

    /// A key in lower case is that of several texts, of which the item has one.
    private void collect(Key key, BoundKey bound, Map<String, Value> values) {
        var spelling = bound.spelling();
        if (spelling == null || !spelling.lowerCase()) {
            values.putAll(key.values(bound.segments().stream().map(this::exact).toList()));
        }
    }

    /// Returns a segment without a value if the value is not known, or if the item can return
    /// another form of it.
    private BoundSegment exact(BoundSegment segment) {
        return segment instanceof BoundSegment.Bound(var value, var kind, var slot)
                        && (!TEXTS.contains(kind)
                                || !(slot.form() instanceof ValueForm.Text)
                                || value instanceof Value.Element
                                || (value instanceof Value.Literal(var literal)
                                        && !(literal instanceof String))
                                || !has(value))
                ? new BoundSegment.Literal("")
                : segment;
    }
}
