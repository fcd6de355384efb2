// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Copies items to other keys or tables, or removes those that were copied. Each is one transaction
/// that holds only if both places are as they were read.
///
/// @param targets the tables of the copies, by their names in the schema
/// @param force whether to write although the copy differs from the item
/// @param task `COPY` or `REMOVE`
public record ItemMoves(
        TableMove move,
        TableDescription table,
        Map<String, TableDescription> targets,
        MigrationStore store,
        boolean force,
        Task task)
        implements ItemStep {
    /// A condition of DynamoDB has at most 300 operators, and two for each attribute.
    private static final int MOST_ATTRIBUTES = 140;

    @Override
    public ItemOutcome apply(Map<String, AttributeValue> item) {
        TableMove.Copy copy;
        try {
            copy = move.of(item);
        } catch (IllegalArgumentException e) {
            return ItemOutcome.left(e.getMessage());
        }
        if (copy == null) {
            return ItemOutcome.NOTHING;
        }
        var target = Objects.requireNonNull(targets.get(copy.type().later().table()));
        if (isSamePlace(target, item, copy.item())) {
            return ComparedValue.equal(item, copy.item())
                    ? ItemOutcome.NOTHING
                    : ItemOutcome.left("it would keep its key, but not its attributes");
        }
        var found = store.get(target.tableName(), ItemKeys.of(target, copy.item()));
        var problem = problem(copy, target, found);
        if (problem != null) {
            // A client may have written both since the item was read.
            var now = store.get(table.tableName(), ItemKeys.of(table, item));
            return ComparedValue.equal(now, item)
                    ? ItemOutcome.left(problem)
                    : ItemOutcome.OUTDATED;
        }
        if (seen(copy.type(), item).size() > MOST_ATTRIBUTES) {
            return ItemOutcome.left(
                    "it has more than %s, which no condition can compare"
                            .formatted(Quantity.of(MOST_ATTRIBUTES, "attribute")));
        }
        return switch (task) {
            case COPY -> {
                if (ComparedValue.equal(found, copy.item())) {
                    yield ItemOutcome.NOTHING;
                }
                var writes = List.of(unchanged(copy, item), put(target, copy.item(), found));
                yield store.transact(writes) ? ItemOutcome.changed(null) : ItemOutcome.OUTDATED;
            }
            case REMOVE -> {
                var writes = List.of(exists(target, copy.item()), delete(copy, item));
                yield store.transact(writes) ? ItemOutcome.changed(null) : ItemOutcome.OUTDATED;
            }
            case CHANGE -> throw new IllegalStateException("items stay where they are");
        };
    }

    private boolean isSamePlace(
            TableDescription target,
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> copy) {
        return target.tableName().equals(table.tableName())
                && ItemKeys.of(table, item).equals(ItemKeys.of(table, copy));
    }

    /// Returns why neither place is written, or null.
    private @Nullable String problem(
            TableMove.Copy copy, TableDescription target, Map<String, AttributeValue> found) {
        if (found.isEmpty()) {
            return task == Task.REMOVE ? "it has no copy" : null;
        }
        var isOther =
                copy.type().identity().stream()
                        .anyMatch(name -> !Objects.equals(found.get(name), copy.item().get(name)));
        if (isOther) {
            return "another item has the key %s already"
                    .formatted(ItemKeys.text(target, copy.item()));
        }
        return force || ComparedValue.equal(found, copy.item()) ? null : "its copy differs from it";
    }

    private TransactWriteItem unchanged(TableMove.Copy copy, Map<String, AttributeValue> item) {
        var expressions = new WriteExpressions();
        var condition = expressions.unchanged(partition(table), seen(copy.type(), item));
        return TransactWriteItem.builder()
                .conditionCheck(
                        ConditionCheck.builder()
                                .tableName(table.tableName())
                                .key(ItemKeys.of(table, item))
                                .conditionExpression(condition)
                                .expressionAttributeNames(expressions.names())
                                .expressionAttributeValues(expressions.values())
                                .build())
                .build();
    }

    private static TransactWriteItem put(
            TableDescription target,
            Map<String, AttributeValue> copy,
            Map<String, AttributeValue> found) {
        var expressions = new WriteExpressions();
        var condition =
                found.isEmpty()
                        ? expressions.absent(partition(target))
                        : expressions.unchanged(partition(target), new HashMap<>(found));
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(target.tableName())
                                .item(copy)
                                .conditionExpression(condition)
                                .expressionAttributeNames(expressions.names())
                                .expressionAttributeValues(expressions.values())
                                .build())
                .build();
    }

    private static TransactWriteItem exists(
            TableDescription target, Map<String, AttributeValue> copy) {
        var expressions = new WriteExpressions();
        return TransactWriteItem.builder()
                .conditionCheck(
                        ConditionCheck.builder()
                                .tableName(target.tableName())
                                .key(ItemKeys.of(target, copy))
                                .conditionExpression(expressions.exists(partition(target)))
                                .expressionAttributeNames(expressions.names())
                                .build())
                .build();
    }

    private TransactWriteItem delete(TableMove.Copy copy, Map<String, AttributeValue> item) {
        var expressions = new WriteExpressions();
        var condition = expressions.unchanged(partition(table), seen(copy.type(), item));
        return TransactWriteItem.builder()
                .delete(
                        Delete.builder()
                                .tableName(table.tableName())
                                .key(ItemKeys.of(table, item))
                                .conditionExpression(condition)
                                .expressionAttributeNames(expressions.names())
                                .expressionAttributeValues(expressions.values())
                                .build())
                .build();
    }

    private static String partition(TableDescription table) {
        return table.keySchema().getFirst().attributeName();
    }

    /// Returns the attributes of the item, and those of the type that it does not have.
    private static Map<String, @Nullable AttributeValue> seen(
            TypeMove type, Map<String, AttributeValue> item) {
        var seen = new HashMap<String, @Nullable AttributeValue>(item);
        type.earlier()
                .shape()
                .attributes()
                .values()
                .forEach(attribute -> seen.putIfAbsent(attribute.name(), null));
        return seen;
    }
}
