// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.Saturating;
import dev.sluice.internal.cost.WriteUnits;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.UpdateExpression;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The most that the writes of one mutation can cost, with its arguments known.
///
/// @param decisions of the rules that records can make; the writes then check these records
record MutationCost(
        Catalog catalog,
        Source.Mutation mutation,
        List<GrantingRecords.Decision> decisions,
        Map<String, @Nullable Object> arguments) {

    static MutationCost of(
            Catalog catalog,
            List<Rule> rules,
            Source.Mutation mutation,
            Map<String, @Nullable Object> arguments) {
        var decisions = GrantingRecords.of(catalog.fields(), rules, mutation.writes());
        return new MutationCost(catalog, mutation, decisions, arguments);
    }

    /// Returns DynamoDB's name of the request.
    String request() {
        if (isTransaction()) {
            return "TransactWriteItems";
        }
        return switch (mutation.answering()) {
            case Write.Put _ -> "PutItem";
            case Write.Update _ -> "UpdateItem";
            case Write.Delete delete -> delete.marks() ? "UpdateItem" : "DeleteItem";
            case Write.Check _ -> "TransactWriteItems";
        };
    }

    /// Returns the write request units of one request.
    long units() {
        return units(false);
    }

    private long units(boolean renewing) {
        var units = 0L;
        for (var writes : mutation.alternatives().groups()) {
            var most = writes.stream().mapToLong(write -> units(write, renewing)).max();
            units = Saturating.plus(units, most.orElseThrow());
        }
        for (var decision : decisions) {
            var each = WriteUnits.ofCheck(decision.kilobytes());
            units = Saturating.plus(units, Saturating.times(checks(decision), each));
        }
        return Saturating.plus(Saturating.plus(units, ofRecord()), ofEvent());
    }

    /// @param index of the write
    private long units(int index, boolean renewing) {
        var write = mutation.writes().get(index);
        var table = table(write.type());
        var each =
                renewing && renews(write)
                        ? WriteUnits.ofRenewal(write.type(), table, isTransaction())
                        : WriteUnits.of(write, table, changed(write), isTransaction());
        var audit = mutation.audits().get(index);
        var note = audit == null ? 0 : WriteUnits.ofNote(audit.type(), table(audit.type()));
        return Saturating.times(times(write), Saturating.plus(each, note));
    }

    /// Returns the most records that the decision can need at once.
    long checks(GrantingRecords.Decision decision) {
        return Saturating.times(decision.most(), times(decision.each()));
    }

    /// Returns whether the writes can be sent a second time, because a record that granted access
    /// is gone and another rule can grant access.
    boolean isJudgedAgain() {
        return decisions.stream().anyMatch(GrantingRecords.Decision::hasAlternatives);
    }

    /// Returns whether the item of a delete is read first. The delete is then sent with a check, in
    /// a transaction, which does not return the item.
    boolean isReadFirst() {
        return !mutation.exactlyOnce()
                && mutation.writes().size() == 1
                && mutation.answersItems()
                && mutation.answering() instanceof Write.Delete delete
                && delete.seen() == null
                && isTransaction();
    }

    /// Returns whether an upsert can meet an expired item, so that the writes are sent again with a
    /// put instead.
    boolean renews() {
        return mutation.writes().stream().anyMatch(MutationCost::renews);
    }

    private static boolean renews(Write write) {
        return write instanceof Write.Update update && update.renews();
    }

    String renewingRequest() {
        return isTransaction() ? "TransactWriteItems" : "PutItem";
    }

    /// Returns the write request units of the writes with these puts.
    long renewingUnits() {
        return units(true);
    }

    /// Returns the write request units of each index for one of the writes, by the index's name.
    Map<String, Long> indexUnits(Write write) {
        return WriteUnits.ofIndexes(write, table(write.type()), changed(write), isTransaction());
    }

    private long ofRecord() {
        var record = record();
        return record == null ? 0 : WriteUnits.ofRecord(record);
    }

    /// Returns the type of the idempotency record, in which each result has its place, or null if
    /// the mutation has none.
    @Nullable StoredType record() {
        var idempotency = catalog.idempotency();
        return mutation.exactlyOnce() && idempotency != null
                ? idempotency.recordOf(results())
                : null;
    }

    /// Returns how many items or ids the field returns.
    long results() {
        return mutation.answersList() ? times(mutation.answering()) : 1;
    }

    private long ofEvent() {
        var outbox = catalog.outbox();
        return mutation.event() != null && outbox != null
                ? WriteUnits.ofRecord(outbox.record())
                : 0;
    }

    /// Returns how often the write happens: the length of its list, or the most that it can be.
    long times(Write write) {
        return times(write.each());
    }

    private long times(Write.@Nullable Repetition each) {
        if (each == null) {
            return 1;
        }
        var list = arguments.get(each.list().root().text());
        for (var member : each.list().path()) {
            list = list instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return list instanceof List<?> elements ? elements.size() : each.maxItems();
    }

    boolean isTransaction() {
        return mutation.exactlyOnce()
                || mutation.event() != null
                || !mutation.audits().isEmpty()
                || Stream.concat(
                                        mutation.alternatives().groups().stream()
                                                .map(List::getFirst)
                                                .map(mutation.writes()::get)
                                                .map(this::times),
                                        decisions.stream().map(this::checks))
                                .reduce(0L, Saturating::plus)
                        > 1;
    }

    /// Returns whether the writes can be sent a second time, because the size of a set does not
    /// show whether adding or deleting elements fits its constraint.
    boolean isSentAgain() {
        return mutation.writes().stream()
                .anyMatch(write ->
                        write instanceof Write.Update update
                                && update.expression().actions().stream()
                                        .anyMatch(action -> isOfBoundedSet(update, action)));
    }

    private static boolean isOfBoundedSet(Write.Update update, UpdateExpression.Action action) {
        var field =
                switch (action) {
                    case UpdateExpression.Add(var set, _) -> set.names().getFirst();
                    case UpdateExpression.Delete(var set, _) -> set.names().getFirst();
                    case UpdateExpression.Set _,
                            UpdateExpression.SetAll _,
                            UpdateExpression.Remove _ ->
                            null;
                };
        var attribute = field == null ? null : update.type().shape().attribute(field);
        return attribute != null
                && attribute.type() instanceof AttributeType.SetOf
                && attribute.constraints().stream()
                        .anyMatch(each -> each.minItems() != null || each.maxItems() != null);
    }

    /// Returns whether the items for the answer may have to be read after the writes.
    ///
    /// @param attributes that the selection needs of an item
    boolean isReadBack(Set<String> attributes) {
        return mutation.answersItems()
                && (mutation.exactlyOnce() || (isTransaction() && isUndetermined(attributes)));
    }

    private boolean isUndetermined(Set<String> attributes) {
        return IntStream.range(0, mutation.writes().size())
                .filter(i -> mutation.alternatives().isOne(i, mutation.result()))
                .anyMatch(i ->
                        mutation.writes().get(i) instanceof Write.Update update
                                && !UpdatedItem.isKnown(update, attributes));
    }

    private Set<String> changed(Write write) {
        var changed = new HashSet<String>();
        if (write instanceof Write.Update update) {
            update.expression()
                    .actions()
                    .forEach(action -> changed.addAll(fields(action, update.type())));
            if (update.type().version() instanceof String version) {
                changed.add(version);
            }
        }
        return changed;
    }

    /// An input object can set any field that a client can name.
    private static Set<String> fields(UpdateExpression.Action action, StoredType type) {
        return switch (action) {
            case UpdateExpression.Set(var field, _) -> Set.of(field.names().getFirst());
            case UpdateExpression.SetAll _ -> type.shape().attributes().keySet();
            case UpdateExpression.Remove(var field) -> Set.of(field.names().getFirst());
            case UpdateExpression.Add(var field, _) -> Set.of(field.names().getFirst());
            case UpdateExpression.Delete(var field, _) -> Set.of(field.names().getFirst());
        };
    }

    private Table table(StoredType type) {
        return Objects.requireNonNull(catalog.tables().get(type.table()));
    }
}
