// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.FieldPaths;
import dev.sluice.internal.dynamodb.expression.WriteValues;
import dev.sluice.internal.dynamodb.item.DeletionMark;
import dev.sluice.internal.dynamodb.item.TimeToLive;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The conditions on whether the item of a write exists.
///
/// As in reads, an item that has expired, is marked as deleted or has another type is not the item
/// of the write. A put can replace an item that has expired, because DynamoDB would delete it soon.
/// No write replaces an item that is marked as deleted.
record PresenceConditions(StoredType type, WriteValues values, FieldPaths paths) {

    /// The item exists.
    List<String> present() {
        var clauses = new ArrayList<>(stored());
        clauses.addAll(notGone());
        return clauses;
    }

    /// An item of the type is stored, even if it counts as missing.
    List<String> stored() {
        var clauses = new ArrayList<String>();
        clauses.add(item());
        clauses.addAll(ofType());
        return clauses;
    }

    /// No item is stored, or it has expired.
    String absent() {
        return type.ttl() == null ? noItem() : "(%s OR %s)".formatted(noItem(), expired());
    }

    /// A put may store the item, and replace one of the same type.
    List<String> replaceable() {
        var clauses = new ArrayList<>(absentOrOfType());
        if (type.deletedAt() != null) {
            clauses.add(
                    type.ttl() == null
                            ? notDeleted(type.deletedAt())
                            : "(%s OR %s)".formatted(expired(), notDeleted(type.deletedAt())));
        }
        return clauses;
    }

    /// An update may change the item, or create it.
    List<String> updatable() {
        var clauses = new ArrayList<>(absentOrOfType());
        clauses.addAll(notGone());
        return clauses;
    }

    /// The cases in which a new item belongs to nobody yet.
    List<String> vacancies() {
        return type.ttl() == null ? List.of(noItem()) : List.of(noItem(), expired());
    }

    String item() {
        return "attribute_exists(%s)".formatted(partitionKey());
    }

    String noItem() {
        return "attribute_not_exists(%s)".formatted(partitionKey());
    }

    private List<String> notGone() {
        var clauses = new ArrayList<String>();
        if (type.ttl() != null) {
            clauses.add("NOT " + expired());
        }
        if (type.deletedAt() != null) {
            clauses.add(notDeleted(type.deletedAt()));
        }
        return clauses;
    }

    private List<String> absentOrOfType() {
        if (type.discriminator().texts().isEmpty()) {
            return List.of();
        }
        var isOfType = String.join(" AND ", ofType());
        return List.of(
                type.ttl() == null
                        ? "(%s OR %s)".formatted(noItem(), isOfType)
                        : "(%s OR %s OR %s)".formatted(noItem(), expired(), isOfType));
    }

    private List<String> ofType() {
        return type.discriminator().texts().entrySet().stream()
                .map(text ->
                        "%s = %s"
                                .formatted(
                                        paths.placeholders().name(text.getKey()),
                                        placeholder(AttributeValue.fromS(text.getValue()))))
                .toList();
    }

    private String notDeleted(Attribute mark) {
        return DeletionMark.absent(name(mark), placeholder(DeletionMark.nothing()));
    }

    private String expired() {
        return TimeToLive.expired(
                name(Objects.requireNonNull(type.ttl())),
                placeholder(TimeToLive.moment(values.now())));
    }

    private String partitionKey() {
        return paths.placeholders().name(type.key().partition().attribute().name());
    }

    private String name(Attribute attribute) {
        return paths.placeholders().name(attribute.name());
    }

    private String placeholder(AttributeValue value) {
        return paths.placeholders().value(value);
    }
}
