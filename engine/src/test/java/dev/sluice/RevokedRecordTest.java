// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.sluice.telemetry.Denial;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.WrittenUnits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A record that granted access still exists when the writes are applied, or nothing is written.
class RevokedRecordTest {
    private static final Who ANN = Who.user("ann");
    private static final AttributeValue PAST =
            AttributeValue.fromN(Long.toString(Api.NOW.getEpochSecond() - 1));

    private static final String ITEM = "team: \"red\", id: \"p\"";
    private static final Map<String, String> ARGUMENTS =
            Map.of(
                    "put", "team: \"red\", id: \"new\", text: {text: \"new\"}",
                    "update", ITEM + ", text: {text: \"new\"}",
                    "delete", ITEM,
                    "save", ITEM + ", text: {text: \"new\"}",
                    "count", ITEM + ", text: {text: \"new\"}",
                    "each", ITEM + ", text: {text: \"new\"}, ids: [{id: \"a\"}, {id: \"b\"}]",
                    "both", ITEM + ", text: {text: \"new\"}",
                    "once", ITEM + ", text: {text: \"new\"}, clientRequestToken: \"t\"");

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("revoked.graphqls"));
        join("red", "ann");
        for (var type : List.of("Typed", "Gated", "Sent")) {
            api.with(type, Map.of("team", "red", "id", "p", "author", "bob", "text", "old"));
        }
        api.with("Versioned", Map.of("team", "red", "id", "p", "text", "old", "version", 3));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void join(String team, String user) {
        api.with("Member", Map.of("team", team, "user", user, "role", "writer"));
    }

    private static Map<String, AttributeValue> member(String team, String user) {
        return Map.of("team", AttributeValue.fromS(team), "user", AttributeValue.fromS(user));
    }

    private void revoke(String team, String user) {
        api.dynamoDb()
                .deleteItem(delete ->
                        delete.tableName(api.physicalName("Members")).key(member(team, user)));
    }

    private void uninvite(String user) {
        var key = Map.of("user", AttributeValue.fromS(user));
        api.dynamoDb().deleteItem(delete -> delete.tableName(api.physicalName("Guests")).key(key));
    }

    private void expire() {
        replace(Map.of("role", AttributeValue.fromS("writer"), "until", PAST));
    }

    private void demote() {
        replace(Map.of("role", AttributeValue.fromS("reader")));
    }

    private void replace(Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(member("red", "ann"));
        item.putAll(attributes);
        api.dynamoDb().putItem(put -> put.tableName(api.physicalName("Members")).item(item));
    }

    private Answer send(String query) {
        return api.send(ANN, Map.of("query", query));
    }

    /// Sends the query, and runs an action before each of the first write requests reaches
    /// DynamoDB.
    private Answer sendWhile(String query, Runnable... meanwhile) {
        var attempts = new AtomicInteger();
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (isWrite(request.operation())) {
                        var attempt = attempts.getAndIncrement();
                        if (attempt < meanwhile.length) {
                            meanwhile[attempt].run();
                        }
                    }
                    return next.forward(request.body());
                });
        return send(query);
    }

    private static boolean isWrite(String operation) {
        return operation.endsWith("WriteItems")
                || List.of("PutItem", "UpdateItem", "DeleteItem").contains(operation);
    }

    private List<String> writes() {
        return api.wire().operations().stream().filter(RevokedRecordTest::isWrite).toList();
    }

    static Stream<String> mutations() {
        return ARGUMENTS.keySet().stream()
                .sorted()
                .flatMap(kind -> Stream.of("Typed", "Gated", "Sent").map(type -> kind + type))
                .filter(field -> !field.equals("deleteSent"));
    }

    private static String mutation(String field) {
        var kind = field.replaceAll("[A-Z].*", "");
        return "mutation { %s(%s) { id text } }".formatted(field, ARGUMENTS.get(kind));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void nothing_is_written_once_the_record_that_let_the_caller_in_is_gone(String field) {
        var written = new WrittenUnits(api);
        var before = new HashMap<>(written.items());
        var answer = sendWhile(mutation(field), () -> revoke("red", "ann"));

        before.remove(api.physicalName("Members"));
        var after = new HashMap<>(written.items());
        after.remove(api.physicalName("Members"));
        assertThat(answer.errors()).containsExactly("/" + field + " NOT_FOUND");
        assertThat(answer.body().at("/errors/0/extensions/version").isMissingNode()).isTrue();
        assertThat(after).isEqualTo(before);
        assertThat(writes()).startsWith("TransactWriteItems");
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void nothing_is_written_once_the_record_has_expired(String field) {
        var answer = sendWhile(mutation(field), this::expire);

        assertThat(answer.errors()).containsExactly("/" + field + " NOT_FOUND");
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void nothing_is_written_once_the_record_does_not_meet_its_condition(String field) {
        var answer = sendWhile(mutation(field), this::demote);

        assertThat(answer.errors()).containsExactly("/" + field + " NOT_FOUND");
        assertThat(writes()).startsWith("TransactWriteItems");
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void the_record_is_checked_in_the_transaction_that_writes(String field) {
        var answer = sendWhile(mutation(field));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/" + field + "/text").asText())
                .isEqualTo(field.startsWith("delete") ? "old" : "new");
        assertThat(writes()).containsExactly("TransactWriteItems");
        var items =
                api.wire().calls().stream()
                        .filter(call -> isWrite(call.operation()))
                        .findFirst()
                        .orElseThrow()
                        .body()
                        .path("TransactItems");
        assertThat(items.findValues("ConditionCheck"))
                .singleElement()
                .satisfies(check ->
                        assertThat(check.path("TableName").asText())
                                .isEqualTo(api.physicalName("Members")));
    }

    @Test
    void an_item_that_was_read_first_is_used_only_while_the_record_is_there() {
        var copy = "mutation { copyTyped(%s) { text } }".formatted(ITEM);

        assertThat(sendWhile(copy, () -> revoke("red", "ann")).codes())
                .containsExactly("NOT_FOUND");
        join("red", "ann");
        assertThat(sendWhile(copy).data("/copyTyped/text").asText()).isEqualTo("old");
    }

    @Test
    void it_is_reported_as_a_missing_item() {
        join("blue", "ann");
        var missing =
                sendWhile(
                        "mutation { updateTyped(team: \"blue\", id: \"p\", text: {text: \"new\"}) { id } }");
        var revoked =
                sendWhile(
                        "mutation { updateTyped(team: \"red\", id: \"p\", text: {text: \"new\"}) { id } }",
                        () -> revoke("red", "ann"));

        assertThat(missing.codes()).containsExactly("NOT_FOUND");
        assertThat(revoked.body().path("errors")).isEqualTo(missing.body().path("errors"));
    }

    @ParameterizedTest
    @CsvSource({"updateTyped,Typed", "updateGated,Mutation.updateGated", "updateSent,Sent.text"})
    void it_is_audited_as_a_denial(String field, String coordinate) {
        sendWhile(mutation(field), () -> revoke("red", "ann"));

        assertThat(api.denials())
                .extracting(Denial::coordinate, Denial::outcome, Denial::count)
                .containsExactly(tuple(coordinate, Denial.Outcome.INVISIBLE, 1));
    }

    @Test
    void it_outranks_the_conflict_of_a_version() {
        var stale =
                "mutation { editVersioned(%s, text: \"new\", version: 1) { id } }".formatted(ITEM);

        var extensions =
                sendWhile(stale, () -> revoke("red", "ann")).body().at("/errors/0/extensions");
        assertThat(extensions.path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(extensions.has("version")).isFalse();
        join("red", "ann");
        assertThat(send(stale).body().at("/errors/0/extensions/version").asInt()).isEqualTo(3);
    }

    @Test
    void no_other_reason_is_reported_before_the_record_is_checked() {
        var stale =
                "mutation { editVersioned(%s, text: \"new\", version: 1) { id } }".formatted(ITEM);
        var attempts = new AtomicInteger();
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    if (isWrite(request.operation()) && attempts.getAndIncrement() == 0) {
                        var reasons = (ArrayNode) reply.body().path("CancellationReasons");
                        reasons.set(0, reasons.objectNode().put("Code", "TransactionConflict"));
                        revoke("red", "ann");
                    }
                    return reply;
                });

        assertThat(send(stale).codes()).containsExactly("NOT_FOUND");
        assertThat(attempts).hasValue(2);
    }

    @Test
    void an_owner_still_writes_without_the_record() {
        api.with("Typed", Map.of("team", "red", "id", "p", "author", "ann", "text", "old"));
        var answer = sendWhile(mutation("updateTyped"), () -> revoke("red", "ann"));

        assertThat(answer.data("/updateTyped/text").asText()).isEqualTo("new");
        assertThat(writes()).containsExactly("TransactWriteItems", "UpdateItem");
        assertThat(api.denials()).isEmpty();
    }

    @Test
    void another_record_lets_the_caller_in_after_a_second_look() {
        api.with("Guest", Map.of("user", "ann"));
        var answer = sendWhile(mutation("updateTyped"), () -> revoke("red", "ann"));

        assertThat(answer.data("/updateTyped/text").asText()).isEqualTo("new");
        assertThat(writes()).containsExactly("TransactWriteItems", "TransactWriteItems");
    }

    @Test
    void there_is_no_third_look() {
        api.with("Guest", Map.of("user", "ann"));
        var answer =
                sendWhile(
                        mutation("updateTyped"), () -> revoke("red", "ann"), () -> uninvite("ann"));

        assertThat(answer.codes()).containsExactly("NOT_FOUND");
        assertThat(writes()).hasSize(2);
    }

    @Test
    void a_field_inside_an_object_that_is_sent_has_its_record_checked_too() {
        api.with("Guest", Map.of("user", "ann"));
        var answer =
                sendWhile(
                        "mutation { updateSent(%s, text: {inside: {text: \"new\"}}) { id } }"
                                .formatted(ITEM),
                        () -> uninvite("ann"));

        assertThat(answer.codes()).containsExactly("NOT_FOUND");
    }

    @Test
    void a_member_leaves_by_the_delete_of_the_very_record() {
        var answer = sendWhile("mutation { leave(team: \"red\") { team user } }");

        assertThat(answer.data("/leave/user").asText()).isEqualTo("ann");
        assertThat(writes()).containsExactly("DeleteItem");
    }

    @ParameterizedTest
    @CsvSource({"leave,''", "mark,', note: \"x\"'", "rejoin,', note: \"x\"'"})
    void who_is_let_in_by_the_very_item_writes_it_only_while_it_is_there(
            String field, String arguments) {
        var mutation = "mutation { %s(team: \"red\"%s) { team user } }".formatted(field, arguments);

        assertThat(sendWhile(mutation).errors()).isEmpty();
        assertThat(writes()).hasSize(1).doesNotContain("TransactWriteItems");
        join("red", "ann");
        assertThat(sendWhile(mutation, () -> revoke("red", "ann")).codes())
                .containsExactly("NOT_FOUND");
        join("red", "ann");
        assertThat(sendWhile(mutation, this::expire).codes()).containsExactly("NOT_FOUND");
        assertThat(writes()).hasSize(1);
    }

    @Test
    void a_delete_answers_the_item_as_it_was_or_is_refused() {
        join("red", "bob");
        var expel = "mutation { expel(team: \"red\", user: \"bob\") { user note } }";

        assertThat(
                        sendWhile(
                                        expel,
                                        () ->
                                                api.with(
                                                        "Member",
                                                        Map.of(
                                                                "team", "red", "user", "bob",
                                                                "note", "late")))
                                .codes())
                .containsExactly("CONFLICT");
        var gone = sendWhile(expel);
        assertThat(gone.data("/expel/note").asText()).isEqualTo("late");
        assertThat(api.wire().operations().indexOf("TransactWriteItems")).isPositive();
        assertThat(sendWhile(expel).codes()).containsExactly("NOT_FOUND");
    }

    @Test
    void a_delete_by_version_reads_first_too() {
        var drop = "mutation { dropVersioned(%s, version: %d) { text } }";

        assertThat(sendWhile(drop.formatted(ITEM, 2)).body().at("/errors/0/extensions/version"))
                .hasToString("3");
        assertThat(sendWhile(drop.formatted(ITEM, 3)).data("/dropVersioned/text").asText())
                .isEqualTo("old");
        assertThat(sendWhile(drop.formatted(ITEM, 3)).codes()).containsExactly("NOT_FOUND");
    }

    @Test
    void each_record_is_checked_once_and_up_to_a_hundred_actions_fit() {
        var targets = new ArrayList<String>();
        for (int i = 0; i < 49; i++) {
            var team = "team" + i;
            join(team, "ann");
            api.with("Versioned", Map.of("team", team, "id", "n", "text", "t", "version", 1));
            targets.add("{id: \"%s\"}".formatted(team));
        }
        var publish = "mutation { publish(id: \"n\", teams: %s) { id } }".formatted(targets);

        var refused = sendWhile(publish, () -> revoke("team48", "ann"));
        assertThat(refused.codes()).containsExactly("NOT_FOUND");
        assertThat(refused.body().at("/errors/0/extensions/element").asInt()).isEqualTo(48);
        join("team48", "ann");
        assertThat(sendWhile(publish).errors()).isEmpty();
        var sent = api.wire().calls().stream().filter(call -> isWrite(call.operation())).toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().body().path("TransactItems")).hasSize(99);

        var ids = IntStream.range(0, 90).mapToObj(i -> "{id: \"e%d\"}".formatted(i)).toList();
        assertThat(
                        sendWhile(
                                        "mutation { eachGated(%s, text: {text: \"new\"}, ids: %s) { id } }"
                                                .formatted(ITEM, ids))
                                .errors())
                .isEmpty();
        assertThat(
                        api.wire().calls().stream()
                                .filter(call -> isWrite(call.operation()))
                                .findFirst()
                                .orElseThrow()
                                .body()
                                .path("TransactItems"))
                .hasSize(1 + 90 + 1);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void the_bound_counts_the_checks_and_the_second_look(String field) {
        var written = new WrittenUnits(api);
        var before = written.items();
        var quiet = api.ask(ANN, mutation(field));
        assertThat(quiet.codes()).isEmpty();
        assertThat(within(quiet, "requests")).isTrue();
        assertThat(within(quiet, "waves")).isTrue();
        assertThat(within(quiet, "readUnits")).isTrue();
        // An item that is only checked is not among the items that changed.
        assertThat(written.since(before, true) + 2)
                .isLessThanOrEqualTo(quiet.body().at("/extensions/cost/bound/writeUnits").asLong());
    }

    @ParameterizedTest
    @CsvSource({"updateTyped", "countTyped", "deleteTyped", "bothTyped"})
    void a_race_stays_within_the_bound(String field) {
        api.with("Typed", Map.of("team", "red", "id", "p", "author", "ann", "text", "old"));
        api.with("Guest", Map.of("user", "ann"));
        var answer = sendWhile(mutation(field), () -> revoke("red", "ann"));

        assertThat(answer.codes()).isEmpty();
        assertThat(writes()).hasSize(2);
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(within(answer, amount)).as(amount).isTrue();
        }
    }

    private static boolean within(Answer answer, String amount) {
        return answer.body().at("/extensions/cost/consumed/" + amount).asDouble()
                <= answer.body().at("/extensions/cost/bound/" + amount).asDouble();
    }

    @Test
    void the_bound_of_a_single_write_is_that_of_its_transaction() {
        var update = api.validate(ANN, mutation("updateGated"));
        var leave = api.validate(ANN, "mutation { leave(team: \"red\") { team } }");

        assertThat(update.body().at("/extensions/cost/bound/writeUnits").asInt()).isEqualTo(2 + 2);
        // The record's own rules can grant access by an owner, too, so the write can be sent twice.
        assertThat(leave.body().at("/extensions/cost/bound/writeUnits").asInt()).isEqualTo(2 * 1);
    }
}
