// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.KeyAttribute;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;
import dev.sluice.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/// Builds page requests: by default the first ten items of a whole partition.
final class PageFixture {
    private final Target target;
    private final Object partition;
    private @Nullable String index;
    private KeyAttribute partitionKey;
    private @Nullable KeyAttribute sortKey;
    private SortRange sort = new SortRange.All();
    private boolean ascending = true;
    private @Nullable Filter filter;
    private int first = 10;
    private int maxRead;
    private @Nullable PageKey start;
    private Set<String> projection = Set.of();

    private PageFixture(Target target, Object partition) {
        this.target = target;
        this.partition = partition;
        var type = target.members().getFirst();
        this.partitionKey = type.partitionKey().attribute();
        this.sortKey = type.sortKey() == null ? null : type.sortKey().attribute();
    }

    static PageFixture of(Target target, Object partition) {
        return new PageFixture(target, partition);
    }

    static PageFixture of(StoredType type, Object partition) {
        return of(TypeFixture.target(type), partition);
    }

    PageFixture index(String name) {
        var found = Objects.requireNonNull(target.members().getFirst().indexes().get(name));
        index = name;
        partitionKey = found.partitionKey().attribute();
        sortKey = found.sortKey() == null ? null : found.sortKey().attribute();
        return this;
    }

    PageFixture sort(SortRange range) {
        sort = range;
        return this;
    }

    PageFixture descending() {
        ascending = false;
        return this;
    }

    PageFixture filter(Filter filter, int maxRead) {
        this.filter = filter;
        this.maxRead = maxRead;
        return this;
    }

    PageFixture first(int first) {
        this.first = first;
        return this;
    }

    PageFixture after(@Nullable PageKey key) {
        start = key;
        return this;
    }

    PageFixture projection(String... attributes) {
        projection = Set.of(attributes);
        return this;
    }

    PageRequest request() {
        return new PageRequest(
                target,
                index,
                partitionKey,
                partition,
                sortKey,
                sort,
                ascending,
                filter,
                first,
                filter == null ? first + 1 : maxRead,
                false,
                start,
                projection);
    }
}
