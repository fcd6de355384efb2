// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.testing.WireProxy;
import dev.sluice.testing.WireProxy.Reply;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingReadTest {
    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void keys_left_unprocessed_once_are_read_by_a_continuation() {
        var requests = store.products("once-", 10);
        var requestStore = store.requestStore();
        var answers = new AtomicInteger();
        store.wire.hook((request, next) ->
                answers.getAndIncrement() == 0
                        ? withholding(request, next, key -> key.contains("once-7"))
                        : next.forward(request.body()));
        var items = requests.stream().map(requestStore::item).toList();
        requestStore.waves().next();

        assertThat(store.wire.operations()).containsExactly("BatchGetItem", "BatchGetItem");
        assertThat(keys(store.wire.calls().getLast())).hasSize(1);
        assertThat(items).allSatisfy(item -> assertThat(item.join()).isNotNull());
        assertThat(requestStore.consumption().requests()).isEqualTo(2);
        assertThat(requestStore.consumption().throttles()).isEqualTo(1);
    }

    @Test
    void keys_left_unprocessed_forever_are_throttled_alone() {
        var requests = store.products("forever-", 3);
        var requestStore = store.requestStore();
        store.wire.hook(
                (request, next) -> withholding(request, next, key -> key.contains("forever-1")));
        var items = requests.stream().map(requestStore::item).toList();
        requestStore.waves().next();

        assertThat(items.get(0).join()).isNotNull();
        assertThat(items.get(2).join()).isNotNull();
        assertThat(code(items.get(1))).isEqualTo(ErrorCode.THROTTLED);
        assertThat(store.wire.calls()).as("first, continuation, two retries").hasSize(4);
    }

    @Test
    void the_deadline_fails_what_is_late_and_nothing_else() {
        var products = store.products("late-", 2);
        var requestStore = store.requestStore(Map.of(), Duration.ofMillis(1500));
        store.wire.hook((request, next) -> {
            if (request.operation().equals("Query")) {
                Thread.sleep(10_000);
            }
            return next.forward(request.body());
        });
        var page = requestStore.page(PageFixture.of(Shop.EVENT, "late").request());
        var items = products.stream().map(requestStore::item).toList();
        long start = System.nanoTime();
        requestStore.waves().next();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(code(page)).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(items).allSatisfy(item -> assertThat(item.join()).isNotNull());
    }

    @Test
    void nothing_is_sent_after_the_deadline() {
        var requestStore = store.requestStore(Map.of(), Duration.ZERO);
        var item = requestStore.item(TestStore.user("ann"));
        assertThat(requestStore.waves().next()).isTrue();

        assertThat(code(item)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void throttling_is_retried_twice_and_every_attempt_is_counted() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> Reply.error(400, "ProvisionedThroughputExceededException"));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(code(item)).isEqualTo(ErrorCode.THROTTLED);
        assertThat(store.wire.calls()).hasSize(3);
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
        assertThat(requestStore.consumption().throttles()).isEqualTo(3);
    }

    @Test
    void a_busy_proxy_does_not_count_as_throttling_by_DynamoDB() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> Reply.empty(429));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(code(item)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
        assertThat(requestStore.consumption().throttles()).isZero();
    }

    @Test
    void a_server_error_is_unavailable() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> Reply.error(500, "InternalServerError"));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();
        assertThat(requestStore.consumption().throttles()).isZero();

        assertThat(code(item)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_server_error_that_says_nothing_is_unavailable() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> new Reply(503, TextNode.valueOf("<html>")));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(code(item)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_broken_answer_is_retried_and_then_an_error_without_detail() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> new Reply(200, TextNode.valueOf("broken")));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(refusal(item).getMessage())
                .isEqualTo("A service that the API needs is unavailable.");
    }

    @Test
    void no_connection_is_unavailable() {
        var dead = new TestStore();
        var requestStore = dead.requestStore();
        dead.wire.close();
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(code(item)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void an_interrupted_wave_fails_its_reads_and_leaves_the_thread_interrupted() {
        var requestStore = store.requestStore();
        store.wire.hook((request, next) -> {
            Thread.sleep(1_000);
            return next.forward(request.body());
        });
        var item = requestStore.item(TestStore.user("ann"));
        Thread.currentThread().interrupt();
        requestStore.waves().next();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(item).isCompletedExceptionally();
    }

    /// Returns an answer that leaves these keys unprocessed.
    private static Reply withholding(
            WireProxy.Request request, WireProxy.Forward next, Predicate<String> withheld)
            throws IOException, InterruptedException {
        ObjectNode body = request.body().deepCopy();
        ObjectNode unprocessed = body.objectNode();
        var tables = (ObjectNode) body.get("RequestItems");
        for (var table : request.body().get("RequestItems").properties()) {
            var kept = body.arrayNode();
            var left = body.arrayNode();
            table.getValue()
                    .get("Keys")
                    .forEach(key -> (withheld.test(key.toString()) ? left : kept).add(key));
            if (!left.isEmpty()) {
                unprocessed.putObject(table.getKey()).set("Keys", left);
            }
            if (kept.isEmpty()) {
                tables.remove(table.getKey());
            } else {
                ((ObjectNode) tables.get(table.getKey())).set("Keys", kept);
            }
        }
        var answer =
                tables.isEmpty()
                        ? body.objectNode().set("Responses", body.objectNode())
                        : next.forward(body).body();
        ((ObjectNode) answer).set("UnprocessedKeys", unprocessed);
        return new Reply(200, answer);
    }

    private JsonNode keys(WireProxy.Call call) {
        return call.body().at("/RequestItems/" + store.physical("Products") + "/Keys");
    }

    private static Code code(CompletableFuture<? extends @Nullable Object> future) {
        return refusal(future).code();
    }

    private static Refusal refusal(CompletableFuture<? extends @Nullable Object> future) {
        try {
            throw new AssertionError("answered " + future.join());
        } catch (CompletionException e) {
            return (Refusal) Objects.requireNonNull(e.getCause());
        }
    }
}
