// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a field's answer comes from.
public sealed interface Source {

    /// The parent's own item.
    record Stored(Attribute attribute) implements Source {}

    /// One item by its whole key (`@getItem`); absent reads as null.
    ///
    /// @param sort null where the table has a partition key alone
    /// @param ruleFields for each member type, the value that the key gives each field its rules
    ///   compare
    /// @param maxAge seconds a client may keep the answer, or null where the schema gives no hint
    record ItemRead(
            Target target,
            BoundKey partition,
            @Nullable BoundKey sort,
            boolean consistent,
            Map<String, Map<String, Value>> ruleFields,
            @Nullable Integer maxAge)
            implements Source {
        public ItemRead {
            ruleFields = Map.copyOf(ruleFields);
        }

        /// The same read, as a field asks for it.
        public ItemRead asked(boolean consistently, @Nullable Integer age) {
            return new ItemRead(target, partition, sort, consistently, ruleFields, age);
        }
    }

    /// One item for each element of a list (`IN $list`), in the list's order, null where absent.
    ///
    /// @param each the read of one element, which `Value.Element` stands for
    /// @param maxItems the longest list
    record ListRead(ItemRead each, Value.Reference list, int maxItems) implements Source {}

    /// One Query request (`@query`).
    ///
    /// @param index null for the table itself
    /// @param ruleFields for each member type, the value that the key condition gives each field
    ///   its rules compare
    /// @param listRules for each member type, the rules that decide before a list is read
    /// @param maxItems the largest page
    /// @param maxRead items read before `filter` drops some, or null without a filter
    record QueryRead(
            Target target,
            @Nullable String index,
            KeyCondition condition,
            boolean ascending,
            @Nullable Condition filter,
            int maxItems,
            @Nullable Integer maxRead,
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

        /// The items that one request reads: one more than a page shows, to learn whether there is
        /// one; `maxRead` with a filter. A first item needs no such, but it may stand behind
        /// expired ones.
        ///
        /// @param first the items asked for
        public int limit(int first) {
            if (maxRead != null) {
                return maxRead;
            }
            if (answer == Answer.CONNECTION) {
                return first + 1;
            }
            return target.members().stream().anyMatch(type -> type.ttl() != null) ? maxItems : 1;
        }

        /// Whether what is queried holds all these attributes, so that no item is read again.
        public boolean holds(Set<String> attributes) {
            var name = index;
            return name == null
                    || target.members().stream()
                            .allMatch(member -> member.index(name).holds(attributes));
        }

        /// What the field's type makes of the page.
        public enum Answer {
            CONNECTION,
            FIRST
        }
    }

    /// A field of a connection, an edge or `PageInfo`, which the engine answers by name.
    record Paging() implements Source {}

    /// Writes that are sent as one request (`@write`), and the item that they leave.
    ///
    /// @param preparation what makes `$prepared`, or null
    /// @param reads of items before the writes, by alias; none depends on another
    /// @param writes at least one, in the order of the text; checks of what was read stand last
    /// @param result the place in `writes` of the one whose item answers the field
    /// @param exactlyOnce whether the argument `clientRequestToken` makes it happen only once
    record Mutation(
            @Nullable Preparation preparation,
            Map<String, ItemRead> reads,
            List<Write> writes,
            int result,
            boolean exactlyOnce)
            implements Source {
        public Mutation {
            reads = Map.copyOf(reads);
            writes = List.copyOf(writes);
        }

        /// The write whose item answers the field.
        public Write answering() {
            return writes.get(result);
        }

        /// What answers the field.
        public Target target() {
            var named = answering().named();
            var type = answering().type();
            return named == null ? new Target(type.name(), List.of(type)) : named.target();
        }

        /// A Java resolver that makes the `$prepared` values of the writes from the arguments.
        ///
        /// @param provides the names of the values
        /// @param codes the error codes that the resolver may fail the mutation with
        public record Preparation(String resolver, Set<String> provides, Set<String> codes) {
            public Preparation {
                provides = Set.copyOf(provides);
                codes = Set.copyOf(codes);
            }
        }
    }

    /// A Java resolver that computes the field from stored fields of the same object
    /// (`@resolver(needs:)`) and the field's arguments, called once for many objects.
    ///
    /// @param needs stored fields of the parent
    /// @param requests that one call may send
    /// @param codes the error codes that it may fail the field with
    record Computed(String resolver, List<String> needs, int requests, Set<String> codes)
            implements Source {
        public Computed {
            needs = List.copyOf(needs);
            codes = Set.copyOf(codes);
        }
    }

    /// A Java resolver that answers the field itself.
    ///
    /// @param requests that one call may send
    /// @param codes the error codes that it may fail the field with
    record Answered(String resolver, int requests, Set<String> codes) implements Source {
        public Answered {
            codes = Set.copyOf(codes);
        }
    }

    /// A field of an object that a Java resolver answered, by its name in the answer.
    record Member() implements Source {}
}
