// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.expression.Filter;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.dynamodb.read.PageStart;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/// Builds page requests: by default the first ten items of a whole partition.
public final class PageFixture {
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
        this.partitionKey = type.key().partition().attribute();
        this.sortKey = type.key().sort() == null ? null : type.key().sort().attribute();
    }

    public static PageFixture of(Target target, Object partition) {
        return new PageFixture(target, partition);
    }

    public static PageFixture of(StoredType type, Object partition) {
        return of(TypeFixture.target(type), partition);
    }

    public PageFixture index(String name) {
        var found = Objects.requireNonNull(target.members().getFirst().indexes().get(name));
        index = name;
        partitionKey = found.key().partition().attribute();
        sortKey = found.key().sort() == null ? null : found.key().sort().attribute();
        return this;
    }

    public PageFixture sort(SortRange range) {
        sort = range;
        return this;
    }

    public PageFixture descending() {
        ascending = false;
        return this;
    }

    public PageFixture filter(Filter filter, int maxRead) {
        this.filter = filter;
        this.maxRead = maxRead;
        return this;
    }

    public PageFixture first(int first) {
        this.first = first;
        return this;
    }

    public PageFixture after(@Nullable PageKey key) {
        start = key;
        return this;
    }

    public PageFixture projection(String... attributes) {
        projection = Set.of(attributes);
        return this;
    }

    public PageRequest request() {
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
                PageStart.after(start),
                projection);
    }
}
