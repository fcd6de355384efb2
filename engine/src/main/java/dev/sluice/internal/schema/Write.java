// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One `@write`, compiled: what a mutation does to an item, or to one item for each element of a
/// list.
///
/// Literals of items and updates are of the kind of the field they meet.
public sealed interface Write {

    StoredType type();

    /// What must hold of the item besides what the engine itself asks for, or null.
    @Nullable Condition condition();

    /// The code of the refusal where `condition` does not hold; null for CONDITION_FAILED.
    @Nullable String onFail();

    /// The list whose elements `$each` stands for, or null where the write happens once.
    @Nullable Repetition each();

    /// What names the item, or null for a put, whose fields do.
    default Source.@Nullable ItemRead named() {
        return null;
    }

    /// What the item's version must be, or null where the schema asks for none.
    default @Nullable Value version() {
        return null;
    }

    /// What must still be as an earlier read saw it, or null.
    default @Nullable Seen seen() {
        return null;
    }

    /// The input objects that it takes whole (`...$input`).
    default List<Value.Reference> inputs() {
        return List.of();
    }

    /// A PutItem.
    ///
    /// @param item what the item is made of, pinned fields included
    /// @param replaces whether it may replace an item (`upsert`)
    record Put(
            StoredType type,
            ItemExpression item,
            boolean replaces,
            @Nullable Condition condition,
            @Nullable String onFail,
            @Nullable Repetition each)
            implements Write {

        /// The same put of another item.
        public Put of(ItemExpression other) {
            return new Put(type, other, replaces, condition, onFail, each);
        }

        @Override
        public List<Value.Reference> inputs() {
            return item.parts().stream()
                    .flatMap(part ->
                            part instanceof ItemExpression.All(var input)
                                    ? Stream.of(input)
                                    : Stream.empty())
                    .toList();
        }
    }

    /// An UpdateItem.
    ///
    /// @param item names the item; what answers the field reads it consistently
    /// @param creates whether it may create the item (`upsert`)
    /// @param known by field, the values of key fields and of what `seen` tells of the fields of
    ///   composed index keys, so that a composed key of which the expression sets a part is spelled
    ///   whole
    record Update(
            StoredType type,
            Source.ItemRead item,
            UpdateExpression expression,
            boolean creates,
            @Nullable Value version,
            @Nullable Seen seen,
            Map<String, Value> known,
            @Nullable Condition condition,
            @Nullable String onFail,
            @Nullable Repetition each)
            implements Write {
        public Update {
            known = Map.copyOf(known);
        }

        @Override
        public Source.ItemRead named() {
            return item;
        }

        @Override
        public List<Value.Reference> inputs() {
            return expression.actions().stream()
                    .flatMap(action ->
                            action instanceof UpdateExpression.SetAll(var input)
                                    ? Stream.of(input)
                                    : Stream.empty())
                    .toList();
        }

        /// Whether an expired item may be in its way, in whose place it puts a new one.
        public boolean renews() {
            return creates && type.ttl() != null;
        }
    }

    /// A DeleteItem.
    record Delete(
            StoredType type,
            Source.ItemRead item,
            @Nullable Value version,
            @Nullable Seen seen,
            @Nullable Condition condition,
            @Nullable String onFail,
            @Nullable Repetition each)
            implements Write {
        @Override
        public Source.ItemRead named() {
            return item;
        }
    }

    /// A ConditionCheck, which changes nothing.
    record Check(
            StoredType type,
            Source.ItemRead item,
            @Nullable Seen seen,
            @Nullable Condition condition,
            @Nullable String onFail,
            @Nullable Repetition each)
            implements Write {
        @Override
        public Source.ItemRead named() {
            return item;
        }
    }

    /// An item that was read before the writes (`@getItem(as:)`), of which they take values.
    ///
    /// @param alias of the read
    /// @param fields whose values are taken: they must be what they were, or the item's version
    ///   must where its type has one
    record Seen(String alias, Set<String> fields) {
        public Seen {
            fields = Set.copyOf(fields);
        }
    }

    /// @param maxItems the longest list
    record Repetition(Value.Reference list, int maxItems) {}
}
