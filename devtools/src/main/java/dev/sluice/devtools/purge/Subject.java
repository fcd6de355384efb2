// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.purge;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.scan.TableScan;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// What the schema says belongs to one caller.
///
/// @param id the claim `sub` of the caller
/// @param scanUnits how many read units the reads of whole tables may consume, together; 0 for none
public record Subject(
        String id, Catalog catalog, DynamoDbClient client, TableNames names, double scanUnits) {

    /// One item.
    ///
    /// @param type the name of its type
    /// @param table its name in DynamoDB
    public record Owned(
            String type,
            String table,
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> item) {
        public Owned {
            key = Map.copyOf(key);
            item = Map.copyOf(item);
        }
    }

    /// Finds all items, and reports how.
    ///
    /// @param report receives a line for each way of finding items
    /// @throws Failure if the reads of whole tables would consume more than they may
    public List<Owned> find(Consumer<String> report) {
        var found = new ArrayList<Owned>();
        var seen = new HashSet<List<Object>>();
        var left = scanUnits;
        for (var owner : OwnerFields.of(catalog).entrySet()) {
            var type = Objects.requireNonNull(catalog.storedTypes().get(owner.getKey()));
            for (var field : owner.getValue()) {
                var wanted = OwnedItems.of(type, field, id);
                var table = names.of(type.table());
                if (wanted.hasPath()) {
                    var items = query(wanted, table, seen);
                    report.accept(
                            "%s.%s: %s by %s"
                                    .formatted(
                                            type.name(),
                                            field,
                                            Quantity.of(items.size(), "item"),
                                            wanted.path()));
                    found.addAll(items);
                } else if (scanUnits == 0) {
                    report.accept(
                            "%s.%s: NOT READ, because %s. A read of the whole table %s takes about %s: allow it with --scan-units"
                                    .formatted(
                                            type.name(),
                                            field,
                                            wanted.path(),
                                            table,
                                            units(table)));
                } else {
                    report.accept(
                            "%s.%s: reading the whole table %s, about %s, because %s"
                                    .formatted(
                                            type.name(),
                                            field,
                                            table,
                                            units(table),
                                            wanted.path()));
                    left = scan(wanted, table, seen, found, left);
                }
            }
        }
        return List.copyOf(found);
    }

    private TableScan scan(String table) {
        return new TableScan(
                client,
                client.describeTable(r -> r.tableName(table)).table(),
                Pace.of(Double.POSITIVE_INFINITY));
    }

    private String units(String table) {
        return Quantity.of((long) scan(table).estimatedUnits(), "read unit");
    }

    private List<Owned> query(OwnedItems wanted, String table, Set<List<Object>> seen) {
        var key = Objects.requireNonNull(wanted.key());
        var value = AttributeValue.fromS(Objects.requireNonNull(wanted.value()));
        var found = new ArrayList<Owned>();
        client.queryPaginator(r ->
                        r.tableName(table)
                                .indexName(wanted.index())
                                .consistentRead(wanted.index() == null)
                                .keyConditionExpression("#k = :v")
                                .expressionAttributeNames(Map.of("#k", key.attribute().name()))
                                .expressionAttributeValues(Map.of(":v", value)))
                .items()
                .forEach(entry -> {
                    var item = wanted.index() == null ? entry : whole(wanted, table, entry);
                    add(wanted, table, item, seen, found);
                });
        return found;
    }

    /// An index may not have all attributes.
    private Map<String, AttributeValue> whole(
            OwnedItems wanted, String table, Map<String, AttributeValue> entry) {
        return client.getItem(r -> r.tableName(table).key(wanted.keyOf(entry)).consistentRead(true))
                .item();
    }

    private double scan(
            OwnedItems wanted,
            String table,
            Set<List<Object>> seen,
            List<Owned> found,
            double allowed) {
        var whole = scan(table);
        var left = allowed;
        var next = Map.<String, AttributeValue>of();
        do {
            var page = whole.page(next, Long.MAX_VALUE);
            page.items().forEach(item -> add(wanted, table, item, seen, found));
            left -= page.units();
            next = page.next();
            if (left < 0 && !page.isLast()) {
                throw Failure.environment(
                        "The reads of whole tables need more than %s; %s is not read to its end. Nothing was exported or deleted. Raise --scan-units."
                                .formatted(Quantity.of((long) scanUnits, "read unit"), table));
            }
        } while (!next.isEmpty());
        return left;
    }

    private static void add(
            OwnedItems wanted,
            String table,
            Map<String, AttributeValue> item,
            Set<List<Object>> seen,
            List<Owned> found) {
        if (wanted.holds(item)) {
            var key = wanted.keyOf(item);
            if (seen.add(List.of(table, key))) {
                found.add(new Owned(wanted.type().name(), table, key, item));
            }
        }
    }

    /// Deletes an item that still is as it was exported.
    ///
    /// @return whether it was deleted; if not, it has changed since it was read
    public boolean delete(Owned owned) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var conditions = new ArrayList<String>();
        owned.item()
                .forEach((name, value) -> {
                    var at = conditions.size();
                    names.put("#n" + at, name);
                    values.put(":v" + at, value);
                    conditions.add("#n%d = :v%d".formatted(at, at));
                });
        try {
            client.deleteItem(r ->
                    r.tableName(owned.table())
                            .key(owned.key())
                            .conditionExpression(String.join(" AND ", conditions))
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
