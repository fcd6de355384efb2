// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.UpdateExpression;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// The actions that the fields of a schema need on its tables and indexes, and no others.
///
/// The requests that a Java resolver sends by itself are not included.
final class Permissions {
    private final Catalog catalog;
    private final NavigableMap<Resource, Set<Action>> needed = new TreeMap<>();

    private Permissions(Catalog catalog) {
        this.catalog = catalog;
    }

    static NavigableMap<Resource, Set<Action>> of(Catalog catalog) {
        var permissions = new Permissions(catalog);
        catalog.fields().values().forEach(fields -> fields.values().forEach(permissions::add));
        permissions.addCharges();
        return Collections.unmodifiableNavigableMap(permissions.needed);
    }

    private void add(Field field) {
        addRules(field.rules());
        switch (field.source()) {
            case Source.Stored _,
                    Source.Derived _,
                    Source.Paging _,
                    Source.Member _,
                    Source.Computed _,
                    Source.Answered _ -> {}
            case Source.Keyed read -> addItems(read);
            case Source.ListRead list -> addItems(list.each());
            case Source.QueryRead query -> addQuery(query);
            case Source.Mutation mutation -> addMutation(field, mutation);
        }
    }

    private void addItems(Source.Keyed keyed) {
        keyed.reads().forEach(read -> addItems(read.target()));
    }

    private void addItems(Target target) {
        allowItems(target.table());
        addRules(target);
    }

    /// Allows reads of the table if the index does not hold every attribute.
    private void addQuery(Source.QueryRead query) {
        allow(query.target().table(), query.index(), Action.QUERY);
        addRules(query.target());
        if (!query.holds(attributes(query.target()))) {
            allowItems(query.target().table());
        }
    }

    private Set<String> attributes(Target target) {
        var attributes = new HashSet<String>();
        for (var member : target.members()) {
            attributes.addAll(member.always());
            catalog.fields()
                    .getOrDefault(member.name(), Map.of())
                    .values()
                    .forEach(field -> attributes.addAll(field.needs()));
        }
        return attributes;
    }

    private void addMutation(Field field, Source.Mutation mutation) {
        var checked =
                GrantingRecords.of(catalog.fields(), field.rules(), mutation.writes()).stream()
                        .filter(decision -> decision.most() > 0)
                        .flatMap(decision -> decision.records().stream())
                        .map(record -> record.read().target().table())
                        .toList();
        checked.forEach(table -> allow(table, null, Action.CONDITION_CHECK_ITEM));
        mutation.reads().values().forEach(read -> addItems(read.target()));
        for (var write : mutation.writes()) {
            allow(write.type().table(), null, action(write));
            if (mayBeEmpty(write) && (!checked.isEmpty() || mutation.isTransaction())) {
                allow(write.type().table(), null, Action.CONDITION_CHECK_ITEM);
            }
            if (write instanceof Write.Update update && update.renews()) {
                allow(write.type().table(), null, Action.PUT_ITEM);
            }
            addRules(write.type().rules());
        }
        addRules(mutation.target());
        if (mutation.answersItems()
                && (mutation.exactlyOnce() || isRead(mutation, !checked.isEmpty()))) {
            allowItems(mutation.target().table());
        }
        if (mutation.exactlyOnce()) {
            addRecord(mutation);
        }
        mutation.audits()
                .values()
                .forEach(trail -> allow(trail.type().table(), null, Action.PUT_ITEM));
        if (mutation.event() != null) {
            allow(Objects.requireNonNull(catalog.outbox()).record().table(), null, Action.PUT_ITEM);
        }
    }

    private static Action action(Write write) {
        return switch (write) {
            case Write.Put _ -> Action.PUT_ITEM;
            case Write.Update _ -> Action.UPDATE_ITEM;
            case Write.Delete delete -> delete.marks() ? Action.UPDATE_ITEM : Action.DELETE_ITEM;
            case Write.Check _ -> Action.CONDITION_CHECK_ITEM;
        };
    }

    /// Returns whether a client can send an update that changes nothing. In a transaction, Sluice
    /// sends a condition check instead.
    private static boolean mayBeEmpty(Write write) {
        return write instanceof Write.Update update
                && update.type().version() == null
                && update.expression().actions().stream()
                        .allMatch(UpdateExpression.SetAll.class::isInstance);
    }

    /// Returns whether the mutation may need to read the item that it answers. A transaction
    /// returns neither the item that it wrote nor the one that it deleted. The read is allowed even
    /// if an earlier read provides enough of the item.
    private static boolean isRead(Source.Mutation mutation, boolean isChecked) {
        return switch (mutation.answering()) {
            case Write.Put _ -> false;
            case Write.Update _ -> isChecked || mutation.isTransaction();
            case Write.Delete _ -> isChecked && mutation.writes().size() == 1;
            case Write.Check _ -> true;
        };
    }

    /// Allows the put of the idempotency record. A mutation that reads also reads the record.
    /// Without reads, the rejected put shows that the record exists.
    private void addRecord(Source.Mutation mutation) {
        var table = Objects.requireNonNull(catalog.idempotency()).record().table();
        allow(table, null, Action.PUT_ITEM);
        if (!mutation.reads().isEmpty()) {
            allowItems(table);
        }
    }

    /// Allows to take units from the buckets of callers.
    private void addCharges() {
        var limits = catalog.limits();
        if (limits != null && limits.perCaller() != null) {
            allow(limits.perCaller().table(), null, Action.UPDATE_ITEM);
        }
    }

    private void addRules(Target target) {
        target.members().stream().map(StoredType::rules).forEach(this::addRules);
    }

    private void addRules(List<Rule> rules) {
        for (var rule : rules) {
            if (rule.exists() instanceof Rule.Exists record) {
                allowItems(record.read().target().table());
            }
        }
    }

    /// Allows both ways to read an item: alone, or in a batch with others.
    private void allowItems(String table) {
        allow(table, null, Action.GET_ITEM);
        allow(table, null, Action.BATCH_GET_ITEM);
    }

    private void allow(String table, @Nullable String index, Action action) {
        needed.computeIfAbsent(new Resource(table, index), _ -> EnumSet.noneOf(Action.class))
                .add(action);
    }
}
