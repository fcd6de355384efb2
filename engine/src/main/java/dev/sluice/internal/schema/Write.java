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
/// Literals of items and updates have the kind of the field that they are stored in or compared
/// with.
public sealed interface Write {

    StoredType type();

    /// Returns the condition on the item, in addition to the engine's own conditions, or null.
    @Nullable Condition condition();

    /// Returns the error code if `condition` does not hold, or null for CONDITION_FAILED.
    @Nullable String onFail();

    /// Returns the list whose elements are `$each`, or null if the write happens once.
    @Nullable Repetition each();

    /// Returns the read that names the item, or null for a put, whose fields name it.
    default Source.@Nullable ItemRead named() {
        return null;
    }

    /// Returns the required version of the item, or null if the schema requires none.
    default @Nullable Value version() {
        return null;
    }

    /// Returns the values of an earlier read that must not have changed, or null.
    default @Nullable Seen seen() {
        return null;
    }

    /// Returns the input objects whose fields are all written (`...$input`).
    default List<Value.Reference> inputs() {
        return List.of();
    }

    /// A PutItem.
    ///
    /// @param item the contents of the item, including pinned fields
    /// @param replaces whether it may replace an item (`upsert`)
    record Put(
            StoredType type,
            ItemExpression item,
            boolean replaces,
            @Nullable Condition condition,
            @Nullable String onFail,
            @Nullable Repetition each)
            implements Write {

        /// Returns the same put, which may replace an item.
        public Put replacing() {
            return new Put(type, item, true, condition, onFail, each);
        }

        /// Returns the same put with another item.
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
    /// @param item names the item; if the field returns the item, it is read consistently
    /// @param creates whether it may create the item (`upsert`)
    /// @param versioned whether it increments the version, if the type has one
    /// @param known by field, the values of the key fields and, from `seen`, of the fields of
    ///   composed index keys, so that a composed key is written whole even if the expression sets
    ///   only a part of it
    record Update(
            StoredType type,
            Source.ItemRead item,
            UpdateExpression expression,
            boolean creates,
            boolean versioned,
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

        /// Returns this update with another form of its expression.
        public Update of(UpdateExpression spelled) {
            return new Update(
                    type, item, spelled, creates, versioned, version, seen, known, condition,
                    onFail, each);
        }

        /// Returns whether the write may replace an expired item with a new one.
        public boolean renews() {
            return creates && type.ttl() != null;
        }
    }

    /// A DeleteItem, or an UpdateItem that marks the item as deleted if its type has such a mark.
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

        /// Returns whether a put of the same item can take the place of this write, because nothing
        /// but the item's existence and its owner decides whether it may be deleted.
        public boolean isReplaceable() {
            return type.version() == null && !marks() && seen == null && condition == null;
        }

        /// Returns whether the item stays in the table, with a mark.
        public boolean marks() {
            return type.deletedAt() != null;
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

    /// An item that was read before the writes and whose values they use.
    ///
    /// @param alias the alias of the read (`@getItem(as:)`), or `each` for the element for which
    ///   the write runs
    /// @param fields the fields whose values are used; none of them may have changed
    /// @param byVersion whether the version shows that: the type has one, and each of its writes
    ///   changes it
    record Seen(String alias, Set<String> fields, boolean byVersion) {
        public Seen {
            fields = Set.copyOf(fields);
        }
    }

    /// @param maxItems the length of the longest list
    /// @param distinct whether equal elements count once, because they name the same item
    record Repetition(Value.Reference list, int maxItems, boolean distinct) {}
}
