// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Where a field's answer comes from.
public sealed interface Source {

    /// The parent's own item.
    record Stored(Attribute attribute) implements Source {}

    /// A read of one item by its whole key (`@getItem`). An absent item reads as null.
    sealed interface Keyed extends Source {
        /// Returns the reads of the keys that the item can have, at least one.
        List<ItemRead> reads();

        /// Returns whether at most one of the keys is read for one object.
        boolean isOneKey();

        /// Returns the reads of the kinds that the item can have, if the values are known.
        ///
        /// @param values reads a value of the field's expressions
        default List<ItemRead> chosen(Function<Value, @Nullable Object> values) {
            return reads();
        }

        /// Returns the same read with the consistency and the age that a field asks for.
        Keyed asked(boolean consistently, @Nullable Integer age);
    }

    /// One item of an object type, or of several types with the same key.
    ///
    /// @param sort null if the table has only a partition key
    /// @param ruleFields for each member type, the values that the key gives the fields that its
    ///   rules compare
    /// @param maxAge how many seconds a client may keep the answer, or null if the schema gives no
    ///   hint
    record ItemRead(
            Target target,
            BoundKey partition,
            @Nullable BoundKey sort,
            boolean consistent,
            Map<String, Map<String, Value>> ruleFields,
            @Nullable Integer maxAge)
            implements Keyed {
        public ItemRead {
            ruleFields = Map.copyOf(ruleFields);
        }

        @Override
        public List<ItemRead> reads() {
            return List.of(this);
        }

        @Override
        public boolean isOneKey() {
            return true;
        }

        @Override
        public ItemRead asked(boolean consistently, @Nullable Integer age) {
            return new ItemRead(target, partition, sort, consistently, ruleFields, age);
        }
    }

    /// One item of one of several types whose keys differ. If several items exist, it is the first
    /// that the caller may see, in the order of the reads.
    ///
    /// @param kind the value that says which of the types the item has, or null
    /// @param kinds for each text of that value, the index of the read in `reads`
    /// @param isOneKey whether the kind, or a global id, is that of at most one of the reads
    record KindRead(
            List<ItemRead> reads,
            @Nullable Value kind,
            Map<String, Integer> kinds,
            boolean isOneKey)
            implements Keyed {
        public KindRead {
            reads = List.copyOf(reads);
            kinds = Map.copyOf(kinds);
        }

        @Override
        public KindRead asked(boolean consistently, @Nullable Integer age) {
            var asked = reads.stream().map(read -> read.asked(consistently, age)).toList();
            return new KindRead(asked, kind, kinds, isOneKey);
        }

        @Override
        public List<ItemRead> chosen(Function<Value, @Nullable Object> values) {
            if (kind == null) {
                return reads;
            }
            var chosen = values.apply(kind) instanceof String text ? kinds.get(text) : null;
            return chosen == null ? List.of() : List.of(reads.get(chosen));
        }
    }

    /// An answer without a request, and from no stored field alone.
    sealed interface Derived extends Source {}

    /// The global id of the parent (`@node`).
    record NodeId(GlobalId form) implements Derived {}

    /// A reference to an object of another subgraph.
    ///
    /// @param key the values of its fields
    record EntityReference(Map<String, Value> key) implements Derived {
        public EntityReference {
            key = Map.copyOf(key);
        }
    }

    /// A field of an object of another subgraph: a part of its key.
    record EntityKey() implements Derived {}

    /// The schema of the subgraph.
    record Sdl(String text) implements Derived {}

    /// One item for each element of a list (`IN $list`), in the list's order, with null for an
    /// absent item. With several lists, one item for each combination of their elements: first
    /// those with the first element of the first list.
    ///
    /// @param each the read for one combination; `Value.Element` is the element of the list in its
    ///   place
    /// @param lists at least one
    record ListRead(Keyed each, List<FanOut.Elements> lists) implements Source {
        public ListRead {
            lists = List.copyOf(lists);
        }

        /// Returns the references to the lists.
        public List<Value.Reference> references() {
            return lists.stream().map(FanOut.Elements::list).toList();
        }
    }

    /// One Query request (`@query`).
    ///
    /// @param index null for the table itself
    /// @param ascending the order, unless the client chooses it
    /// @param order the argument with which the client chooses the order, or null
    /// @param ruleFields for each member type, the values that the key condition gives the fields
    ///   that its rules compare
    /// @param listRules for each member type, the rules that are checked before a list is read
    /// @param maxItems the largest page
    /// @param maxRead how many items are read before some are dropped, or null if none can be
    /// @param count how far the whole list is counted, or null if it is not
    /// @param counter the field of the parent that has the number of items, or null
    /// @param isMixed whether the range can contain items of other types, which are dropped
    /// @param goesBack whether its pages go back, too: `last` and `before`
    record QueryRead(
            Target target,
            @Nullable String index,
            KeyCondition condition,
            boolean ascending,
            @Nullable Value order,
            @Nullable Condition filter,
            int maxItems,
            @Nullable Integer maxRead,
            @Nullable CountLimit count,
            Value.@Nullable Reference counter,
            boolean isMixed,
            boolean goesBack,
            boolean consistent,
            Answer answer,
            Map<String, Map<String, Value>> ruleFields,
            Map<String, List<Rule>> listRules,
            @Nullable Integer maxAge)
            implements Source {
        public QueryRead {
            ruleFields = Map.copyOf(ruleFields);
            listRules = Map.copyOf(listRules);
        }

        /// Returns how many items one request reads: `maxRead` if some can be dropped. Any other
        /// page reads one more than it shows, to learn whether there is a next page. A field that
        /// returns the first item reads one, or `maxItems` if items that count as missing may come
        /// before it.
        ///
        /// @param first the number of items that the client asked for, with `first` or `last`
        public int limit(int first) {
            if (maxRead != null) {
                return maxRead;
            }
            if (answer == Answer.CONNECTION) {
                return first + 1;
            }
            return target.members().stream().anyMatch(StoredType::canBeGone) ? maxItems : 1;
        }

        /// Like `limit`, if no term of the filter is left: one more item than the page shows, but
        /// never more than with the filter.
        public int limitUnfiltered(int first) {
            return maxRead == null || isMixed || answer == Answer.FIRST
                    ? limit(first)
                    : Math.min(maxRead, first + 1);
        }

        /// Returns whether the table or index holds all these attributes, so that no item is read
        /// again.
        public boolean holds(Set<String> attributes) {
            var name = index;
            return name == null
                    || target.members().stream()
                            .allMatch(member -> member.index(name).holds(attributes));
        }

        /// What the field returns: the whole page, or its first item.
        public enum Answer {
            CONNECTION,
            FIRST
        }
    }

    /// A field of a connection, an edge or `PageInfo`, which the engine answers by its name.
    record Paging() implements Source {}

    /// Writes that are sent as one request (`@write`), and what the field returns of them.
    ///
    /// @param preparation the resolver that computes `$prepared`, or null
    /// @param reads the reads of items before the writes, by alias; none depends on another
    /// @param lists the lists of these items that are read whole before the writes
    /// @param writes at least one, in the order of the text; checks of items that were read come
    ///   last
    /// @param result the index in `writes` of the write that the field answers; if the write has
    ///   `each`, the answer is a list, with one element for each time that it runs
    /// @param answer what the field returns of each such item
    /// @param exactlyOnce whether the mutation has the argument `clientRequestToken`, so that it
    ///   happens only once
    /// @param audits where the change of a write is noted in the same transaction, by the index of
    ///   the write
    /// @param event what the mutation tells others in the same transaction, or null
    record Mutation(
            @Nullable Preparation preparation,
            Map<String, ItemRead> reads,
            List<MutationList> lists,
            List<Write> writes,
            Alternatives alternatives,
            int result,
            MutationResult answer,
            boolean exactlyOnce,
            Map<Integer, AuditTrail> audits,
            @Nullable MutationEvent event)
            implements Source {
        public Mutation {
            audits = Map.copyOf(audits);
            reads = Map.copyOf(reads);
            lists = List.copyOf(lists);
            writes = List.copyOf(writes);
        }

        /// Returns whether the writes can be a transaction, without regard to records of rules.
        public boolean isTransaction() {
            return exactlyOnce
                    || event != null
                    || !audits.isEmpty()
                    || alternatives.groups().size() > 1
                    || writes.getFirst().each() != null;
        }

        /// Returns the write that the field answers.
        public Write answering() {
            return writes.get(result);
        }

        /// Returns whether the field returns whole items, so that their rules apply.
        public boolean answersItems() {
            return answer instanceof MutationResult.Items;
        }

        /// Returns whether the field returns a list.
        public boolean answersList() {
            return !(answer instanceof MutationResult.Done) && answering().each() != null;
        }

        /// Returns the target of the items that the answered write changes.
        public Target target() {
            var named = answering().named();
            var type = answering().type();
            return named == null ? Target.of(type) : named.target();
        }

        /// A Java resolver that computes the `$prepared` values of the writes from the arguments.
        ///
        /// @param provides the names of the values
        /// @param codes the error codes with which the resolver may fail the mutation
        public record Preparation(String resolver, Set<String> provides, Set<String> codes) {
            public Preparation {
                provides = Set.copyOf(provides);
                codes = Set.copyOf(codes);
            }
        }
    }

    /// A Java resolver that computes the field from stored fields of the same object
    /// (`@resolver(needs:)`) and the field's arguments. It is called once for many objects.
    ///
    /// @param needs stored fields of the parent
    /// @param requests how many requests one call may send
    /// @param codes the error codes with which it may fail the field
    /// @param fallback the answer if it fails for another reason, or null if the field then fails
    record Computed(
            String resolver,
            List<String> needs,
            int requests,
            Set<String> codes,
            @Nullable Fallback fallback)
            implements Source {
        public Computed {
            needs = List.copyOf(needs);
            codes = Set.copyOf(codes);
        }
    }

    /// A Java resolver that returns the field's value itself.
    ///
    /// @param requests how many requests one call may send
    /// @param codes the error codes with which it may fail the field
    /// @param fallback the answer if it fails for another reason, or null if the field then fails
    record Answered(String resolver, int requests, Set<String> codes, @Nullable Fallback fallback)
            implements Source {
        public Answered {
            codes = Set.copyOf(codes);
        }
    }

    /// A field of an object that a Java resolver returned, read by its name.
    record Member() implements Source {}
}
