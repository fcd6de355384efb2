// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.BoundSegment;
import dev.sluice.schema.Key;
import dev.sluice.schema.KeyCondition;
import dev.sluice.schema.Rule;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.expression.Value;
import dev.sluice.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Proves that a list's rules can be judged before it is read.
final class OwnerFields {
    private OwnerFields() {}

    /// For each member, the value of each field that one of its rules compares.
    static Map<String, Map<String, Value>> proved(
            QueryReads.Access access, KeyCondition condition, Site site) {
        var proved = new HashMap<String, Map<String, Value>>();
        for (var member : access.target().members()) {
            var bound = bound(member, access.index(), condition);
            var owners = new HashMap<String, Value>();
            member.rules().stream()
                    .map(Rule::owner)
                    .flatMap(Stream::ofNullable)
                    .forEach(owner -> {
                        var value = bound.get(owner);
                        if (value == null) {
                            report(member, owner, site);
                        } else {
                            owners.put(owner, value);
                        }
                    });
            proved.put(member.name(), Map.copyOf(owners));
        }
        return proved;
    }

    private static void report(StoredType member, String owner, Site site) {
        site.report(
                "`%s` is visible to the owner `%s`, which the key condition does not bind"
                        .formatted(member.name(), owner),
                "bind `%s` with = in keyCondition, so that no item is read and then hidden"
                        .formatted(owner));
    }

    private static Map<String, Value> bound(
            StoredType member, @Nullable String index, KeyCondition condition) {
        var values = new HashMap<String, Value>();
        collect(
                QueryReads.Access.partitionKey(member, index),
                condition.partition().segments(),
                values);
        var sortKey = QueryReads.Access.sortKey(member, index);
        var sort = condition.sort();
        if (sortKey != null && sort != null) {
            var fixed = sort.optional() && sort.last() == null ? 1 : 0;
            collect(sortKey, sort.equal().subList(0, sort.equal().size() - fixed), values);
        }
        return values;
    }

    private static void collect(Key key, List<BoundSegment> segments, Map<String, Value> values) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof BoundSegment.Bound(var value, _)
                    && key.template().segments().get(i) instanceof Segment.Field(var name)) {
                values.put(name, value);
            }
        }
    }
}
