// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.WasApplied;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.testing.WireProxy;
import dev.sluice.testing.WireProxy.Hook;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// A table that does not work is left alone, and its neighbours are not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableBreakerTest {
    private static final String SICK = "Products";
    private static final int ENOUGH = 12;
    private static final int BATCHES = 200;

    private final TestStore store = new TestStore();
    private Instant now = TestStore.NOW;
    private Breakers breakers = Breakers.on(() -> now);
    private DynamoDbStore tables = store.anew(breakers);

    @AfterAll
    void close() {
        store.close();
    }

    private void start() {
        breakers = Breakers.on(() -> now);
        tables = store.anew(breakers);
        store.wire.reset();
    }

    /// Makes each request that names the table fail.
    private void fail(Hook fault) {
        store.wire.hook((request, next) ->
                request.body().toString().contains('"' + store.physical(SICK) + '"')
                        ? fault.handle(request, next)
                        : next.forward(request.body()));
    }

    private RequestStore open() {
        return open(Recording.unheard("test"));
    }

    private RequestStore open(Recording recording) {
        return tables.open(
                Map.of(),
                RequestLimits.standard(),
                new WaveLoop(Deadline.in(Duration.ofSeconds(5))),
                recording);
    }

    private Code read() {
        return read(open());
    }

    private static Code read(RequestStore requestStore) {
        var item = requestStore.item(TestStore.product("p", false));
        requestStore.waves().next();
        return Outcomes.refusal(item).code();
    }

    private static void together(Runnable work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, ENOUGH).forEach(_ -> threads.execute(work));
        }
    }

    private int arrivedDuring(Runnable work) {
        var before = store.wire.arrived();
        work.run();
        return store.wire.arrived() - before;
    }

    @SuppressWarnings("ImmutableEnumChecker") // The hooks have no state.
    enum Sickness {
        FAILS((_, _) -> Reply.error(500, "InternalServerError")),
        RESETS(Sickness::reset),
        BREAKS((_, _) -> Reply.empty(200)),
        IS_SILENT(Sickness::silent);

        private final Hook hook;

        Sickness(Hook hook) {
            this.hook = hook;
        }

        private static Reply reset(WireProxy.Request request, WireProxy.Forward next)
                throws IOException {
            throw new IOException("reset");
        }

        private static Reply silent(WireProxy.Request request, WireProxy.Forward next)
                throws InterruptedException {
            Thread.sleep(20_000);
            return Reply.empty(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_fails_is_left_alone_until_one_request_succeeds(Sickness sickness) {
        start();
        fail(sickness.hook);
        together(this::read);

        assertThat(arrivedDuring(() -> assertThat(read()).isEqualTo(ErrorCode.UNAVAILABLE)))
                .isZero();

        now = now.plusSeconds(3);
        store.wire.reset();
        assertThat(store.wire.arrived()).isZero();
        var requestStore = open();
        var item = requestStore.item(TestStore.product("p", false));
        requestStore.waves().next();
        assertThat(item.join()).isNull();
        assertThat(breakers.named("table:" + store.physical(SICK)).isClosed()).isTrue();
    }

    @Test
    void a_half_open_breaker_lets_one_request_pass_and_does_not_repeat_it() {
        start();
        fail(Sickness.FAILS.hook);
        IntStream.range(0, ENOUGH).forEach(_ -> read());
        now = now.plusSeconds(3);

        assertThat(arrivedDuring(this::read)).isEqualTo(1);
        assertThat(arrivedDuring(this::read)).isZero();
    }

    @SuppressWarnings("ImmutableEnumChecker") // The hooks have no state.
    enum Refused {
        THROTTLED((_, _) -> Reply.error(400, "ThrottlingException")),
        BUSY((_, _) -> Reply.error(400, "ProvisionedThroughputExceededException")),
        DENIED((_, _) -> Reply.error(400, "AccessDeniedException")),
        INVALID((_, _) -> Reply.error(400, "ValidationException"));

        private final Hook hook;

        Refused(Hook hook) {
            this.hook = hook;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_refuses_is_not_left_alone(Refused refused) {
        start();
        fail(refused.hook);
        IntStream.range(0, 2 * ENOUGH).forEach(_ -> read());

        assertThat(arrivedDuring(this::read)).isPositive();
    }

    @Test
    void a_request_that_has_no_time_left_does_not_open_a_breaker() {
        start();
        fail(Sickness.IS_SILENT.hook);
        together(() ->
                read(
                        tables.open(
                                Map.of(),
                                RequestLimits.standard(),
                                new WaveLoop(Deadline.in(Duration.ofMillis(300))),
                                Recording.unheard("test"))));

        assertThat(breakers.named("table:" + store.physical(SICK)).isClosed()).isTrue();
    }

    @Test
    void the_event_has_the_breakers_that_refused_a_call() {
        start();
        fail(Sickness.FAILS.hook);
        IntStream.range(0, ENOUGH).forEach(_ -> read());
        var recording = Recording.unheard("test");
        read(open(recording));

        var event = recording.event(200, List.of(), true);
        assertThat(event.breakers())
                .containsExactly(new BreakerRefusal("table:" + store.physical(SICK), 1));
        assertThat(event.calls()).isEmpty();
    }

    @Test
    void a_write_to_a_table_that_fails_is_not_sent() {
        start();
        fail(Sickness.FAILS.hook);
        IntStream.range(0, ENOUGH).forEach(_ -> read());
        var arrived =
                arrivedDuring(() -> {
                    var failed = Outcomes.failed(Outcomes.of(open(), false, increment("a")));
                    assertThat(failed.refusal().code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(failed.applied()).isEqualTo(WasApplied.NO);
                });

        assertThat(arrived).isZero();
    }

    @Test
    void a_transaction_over_a_table_that_fails_is_not_sent() {
        start();
        fail(Sickness.FAILS.hook);
        IntStream.range(0, ENOUGH).forEach(_ -> read());
        var arrived =
                arrivedDuring(() ->
                        assertThat(
                                        Outcomes.failed(
                                                        Outcomes.of(
                                                                open(),
                                                                false,
                                                                increment("a"),
                                                                thing("t")))
                                                .applied())
                                .isEqualTo(WasApplied.NO));

        assertThat(arrived).isZero();
    }

    @Test
    void transactions_that_fail_open_a_breaker_of_their_own_and_not_those_of_their_tables() {
        start();
        fail(Sickness.FAILS.hook);
        IntStream.range(0, ENOUGH)
                .forEach(_ -> Outcomes.of(open(), false, increment("a"), thing("t")));

        var arrived =
                arrivedDuring(() ->
                        Outcomes.failed(Outcomes.of(open(), false, increment("a"), thing("t"))));
        assertThat(arrived).isZero();
        store.put(Shop.THING, Map.of("id", "beside"));
        Outcomes.applied(Outcomes.of(open(), false, thing("beside")));
    }

    @SuppressWarnings("ImmutableEnumChecker") // The hooks have no state.
    enum Trouble {
        MISSING((_, _) -> Reply.error(400, "ResourceNotFoundException"), ErrorCode.INTERNAL),
        DENIED((_, _) -> Reply.error(400, "AccessDeniedException"), ErrorCode.INTERNAL),
        THROTTLED((_, _) -> Reply.error(400, "ThrottlingException"), ErrorCode.THROTTLED),
        FAILS(Sickness.FAILS.hook, ErrorCode.UNAVAILABLE),
        RESETS(Sickness.RESETS.hook, ErrorCode.UNAVAILABLE);

        private final Hook hook;
        private final ErrorCode code;

        Trouble(Hook hook, ErrorCode code) {
            this.hook = hook;
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_that_fails_because_of_one_table_is_read_again_table_by_table(Trouble trouble) {
        start();
        store.put(Shop.THING, Map.of("id", "beside"));
        fail(trouble.hook);
        var requestStore = open();
        var sick = requestStore.item(TestStore.product("p", false));
        var other = requestStore.item(TestStore.product("q", false));
        var neighbour = requestStore.item(beside());
        finish(requestStore);

        assertThat(Outcomes.refusal(sick).code()).isEqualTo(trouble.code);
        assertThat(Outcomes.refusal(other).code()).isEqualTo(trouble.code);
        assertThat(neighbour.join()).isNotNull();
        assertThat(requestStore.consumption().firstAttempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THROTTLED")
    void a_table_that_is_in_trouble_for_long_never_takes_its_neighbour_along(Trouble trouble) {
        start();
        store.put(Shop.THING, Map.of("id", "beside"));
        fail(trouble.hook);
        for (int i = 0; i < BATCHES; i++) {
            now = now.plusMillis(100);
            var requestStore = open();
            var sick = requestStore.item(TestStore.product("p", false));
            var neighbour = requestStore.item(beside());
            finish(requestStore);
            Outcomes.refusal(sick);
            assertThat(neighbour.join()).isNotNull();
        }

        var each = store.wire.arrived() / (double) BATCHES;
        System.out.printf("%s: %.2f requests for each batch%n", trouble, each);
        assertThat(each).isLessThan(1.2);
    }

    private static void finish(RequestStore requestStore) {
        while (requestStore.waves().next()) {
            // A batch that failed is read again with the next wave.
        }
    }

    private static ItemRequest beside() {
        return new ItemRequest(TypeFixture.target(Shop.THING), "beside", null, false);
    }

    private static WriteFixture increment(String id) {
        return update(Shop.PRODUCT, "ADD stock 1").at(id, null);
    }

    private static WriteFixture thing(String id) {
        return update(Shop.THING, "ADD int 1").at(id, null);
    }
}
