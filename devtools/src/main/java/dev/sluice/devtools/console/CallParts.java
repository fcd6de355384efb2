// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys and the writes of a request to DynamoDB, as people read them: expressions have their
/// names and values in place.
final class CallParts {
    private static final Pattern PLACEHOLDER = Pattern.compile("[#:]\\w+");
    private static final int LONGEST = 120;

    private CallParts() {}

    /// Returns what the request reads; empty if it writes.
    static List<Picture.Key> keys(DynamoDbRequest request) {
        return switch (request) {
            case GetItemRequest get ->
                    List.of(new Picture.Key(get.tableName(), null, text(get.key())));
            case BatchGetItemRequest batch ->
                    batch.requestItems().entrySet().stream()
                            .flatMap(table ->
                                    table.getValue().keys().stream()
                                            .map(key ->
                                                    new Picture.Key(
                                                            table.getKey(), null, text(key))))
                            .toList();
            case QueryRequest query ->
                    List.of(
                            new Picture.Key(
                                    query.tableName(),
                                    query.indexName(),
                                    String.valueOf(
                                            filled(
                                                    query.keyConditionExpression(),
                                                    query.expressionAttributeNames(),
                                                    query.expressionAttributeValues()))));
            default -> List.of();
        };
    }

    /// Returns the writes in their order; empty if the request reads.
    static List<Picture.Write> writes(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put ->
                    List.of(
                            write(
                                    "Put",
                                    put.tableName(),
                                    put.item(),
                                    null,
                                    put.conditionExpression(),
                                    put.expressionAttributeNames(),
                                    put.expressionAttributeValues()));
            case UpdateItemRequest update ->
                    List.of(
                            write(
                                    "Update",
                                    update.tableName(),
                                    update.key(),
                                    update.updateExpression(),
                                    update.conditionExpression(),
                                    update.expressionAttributeNames(),
                                    update.expressionAttributeValues()));
            case DeleteItemRequest delete ->
                    List.of(
                            write(
                                    "Delete",
                                    delete.tableName(),
                                    delete.key(),
                                    null,
                                    delete.conditionExpression(),
                                    delete.expressionAttributeNames(),
                                    delete.expressionAttributeValues()));
            case TransactWriteItemsRequest all ->
                    all.transactItems().stream().map(CallParts::write).toList();
            default -> List.of();
        };
    }

    private static Picture.Write write(TransactWriteItem item) {
        if (item.put() != null) {
            var put = item.put();
            return write(
                    "Put",
                    put.tableName(),
                    put.item(),
                    null,
                    put.conditionExpression(),
                    put.expressionAttributeNames(),
                    put.expressionAttributeValues());
        }
        if (item.update() != null) {
            var update = item.update();
            return write(
                    "Update",
                    update.tableName(),
                    update.key(),
                    update.updateExpression(),
                    update.conditionExpression(),
                    update.expressionAttributeNames(),
                    update.expressionAttributeValues());
        }
        if (item.delete() != null) {
            var delete = item.delete();
            return write(
                    "Delete",
                    delete.tableName(),
                    delete.key(),
                    null,
                    delete.conditionExpression(),
                    delete.expressionAttributeNames(),
                    delete.expressionAttributeValues());
        }
        var check = item.conditionCheck();
        return write(
                "ConditionCheck",
                check.tableName(),
                check.key(),
                null,
                check.conditionExpression(),
                check.expressionAttributeNames(),
                check.expressionAttributeValues());
    }

    /// @param item its key, or all of it if it is put
    private static Picture.Write write(
            String verb,
            String table,
            Map<String, AttributeValue> item,
            @Nullable String expression,
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return new Picture.Write(
                verb,
                table,
                text(item),
                filled(expression, names, values),
                filled(condition, names, values));
    }

    private static @Nullable String filled(
            @Nullable String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return expression == null
                ? null
                : PLACEHOLDER.matcher(expression).replaceAll(found -> quoted(found, names, values));
    }

    private static String quoted(
            MatchResult found, Map<String, String> names, Map<String, AttributeValue> values) {
        var value = values.get(found.group());
        var text = value == null ? names.getOrDefault(found.group(), found.group()) : text(value);
        return Matcher.quoteReplacement(text);
    }

    private static String text(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .map(each -> each.getKey() + " = " + text(each.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String text(AttributeValue value) {
        var text =
                switch (value.type()) {
                    case S -> "'" + value.s() + "'";
                    case N -> value.n();
                    case BOOL -> value.bool().toString();
                    case NUL -> "null";
                    case L ->
                            value.l().stream()
                                    .map(CallParts::text)
                                    .collect(Collectors.joining(", ", "[", "]"));
                    case M -> "{" + text(value.m()) + "}";
                    case SS -> value.ss().toString();
                    case NS -> value.ns().toString();
                    case B, BS, UNKNOWN_TO_SDK_VERSION -> "(binary)";
                };
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
