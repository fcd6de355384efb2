// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.testing.Thoroughness;
import dev.sluice.testing.WireProxy;
import dev.sluice.testing.WireProxy.Hook;
import dev.sluice.testing.WireProxy.Reply;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// If every request fails, whatever the fault is, few of them are sent again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryBudgetTest {
    private static final int OPERATIONS = Thoroughness.cases(150, 1_000);

    /// What the budget allows if no request succeeds, as docs/reference/retries.md says.
    private static final int RETRIES = 100;

    private static final int PARALLEL = 64;

    /// So many that every request of a batch can leave half of its keys.
    private static final int KEYS = 16;

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    /// An operation of which every attempt meets the same fault.
    @SuppressWarnings("ImmutableEnumChecker") // The hooks have no state.
    enum Fault {
        READ_THROTTLED(Work.READ, error(400, "ThrottlingException"), ErrorCode.THROTTLED),
        READ_THROTTLED_BY_TABLE(
                Work.QUERY,
                error(400, "ProvisionedThroughputExceededException"),
                ErrorCode.THROTTLED),
        READ_FAILED(Work.READ, error(500, "InternalServerError"), ErrorCode.UNAVAILABLE),
        READ_RESET(Work.QUERY, Fault::reset, ErrorCode.UNAVAILABLE),
        READ_CORRUPT(Work.READ, (_, _) -> json("{}").withWrongChecksum(), ErrorCode.UNAVAILABLE),
        READ_EMPTY(Work.QUERY, (_, _) -> Reply.empty(200), ErrorCode.UNAVAILABLE),
        READ_OF_A_BUSY_PROXY(Work.QUERY, (_, _) -> Reply.empty(429), ErrorCode.UNAVAILABLE),
        READ_EXPIRED(Work.READ, error(400, "RequestExpired"), ErrorCode.UNAVAILABLE),
        BATCH_UNPROCESSED(
                Work.BATCH, (request, _) -> processing(request.body(), 1), ErrorCode.THROTTLED),
        BATCH_HALF_PROCESSED(
                Work.BATCH, (request, _) -> processing(request.body(), 2), ErrorCode.THROTTLED) {
            // From 16 keys to 8, 4, 2 and 1.
            @Override
            int continuations() {
                return 4;
            }
        },
        TABLES_THROTTLED(Work.TABLES, error(400, "ThrottlingException"), ErrorCode.THROTTLED),
        TABLES_FAILED(Work.TABLES, error(500, "InternalServerError"), ErrorCode.UNAVAILABLE),
        TABLES_DENIED(Work.TABLES, error(400, "AccessDeniedException"), ErrorCode.INTERNAL),
        WRITE_THROTTLED(Work.WRITE, error(400, "ThrottlingException"), ErrorCode.THROTTLED),
        WRITE_CONFLICT(Work.WRITE, error(400, "TransactionConflictException"), ErrorCode.THROTTLED),
        WRITE_REPLICATED(
                Work.WRITE, error(400, "ReplicatedWriteConflictException"), ErrorCode.UNAVAILABLE),
        WRITE_EXPIRED(Work.WRITE, error(400, "RequestExpired"), ErrorCode.UNAVAILABLE),
        TRANSACTION_THROTTLED(Work.TRANSACTION, cancelled("ThrottlingError"), ErrorCode.THROTTLED),
        TRANSACTION_CONFLICT(
                Work.TRANSACTION, cancelled("TransactionConflict"), ErrorCode.THROTTLED),
        TRANSACTION_IN_PROGRESS(
                Work.TRANSACTION,
                error(400, "TransactionInProgressException"),
                ErrorCode.UNAVAILABLE),
        TRANSACTION_FAILED(
                Work.TRANSACTION, error(500, "InternalServerError"), ErrorCode.UNAVAILABLE),
        TOKEN_CONFLICT(
                Work.IDEMPOTENT_TRANSACTION, cancelled("TransactionConflict"), ErrorCode.THROTTLED),
        TOKEN_IN_PROGRESS(
                Work.IDEMPOTENT_TRANSACTION,
                error(400, "TransactionInProgressException"),
                ErrorCode.UNAVAILABLE);

        private static final ObjectMapper JSON = new ObjectMapper();

        private final Work work;
        private final Hook hook;
        private final ErrorCode code;

        Fault(Work work, Hook hook, ErrorCode code) {
            this.work = work;
            this.hook = hook;
            this.code = code;
        }

        /// Returns how often an operation requests what an earlier reply left. This is no retry.
        int continuations() {
            return 0;
        }

        private static Hook error(int status, String code) {
            return (_, _) -> Reply.error(status, code);
        }

        private static Hook cancelled(String reason) {
            return (_, _) -> Reply.cancelled(reason, "None");
        }

        private static Reply reset(WireProxy.Request request, WireProxy.Forward next)
                throws IOException {
            throw new IOException("reset");
        }

        private static Reply json(String body) {
            try {
                return new Reply(200, JSON.readTree(body));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        /// Returns a reply that leaves each first key out of so many unprocessed, at least one.
        private static Reply processing(JsonNode request, int each) {
            var reply = JSON.createObjectNode();
            reply.putObject("Responses");
            var left = reply.putObject("UnprocessedKeys");
            for (var table : request.get("RequestItems").properties()) {
                var keys = left.putObject(table.getKey()).putArray("Keys");
                for (int i = 0; i < table.getValue().get("Keys").size(); i += each) {
                    keys.add(table.getValue().get("Keys").get(i));
                }
            }
            return new Reply(200, reply);
        }
    }

    private enum Work {
        READ {
            @Override
            Refusal run(RequestStore requestStore) {
                return read(requestStore, List.of(TestStore.user("ann")));
            }
        },
        BATCH {
            @Override
            Refusal run(RequestStore requestStore) {
                return read(
                        requestStore,
                        IntStream.range(0, KEYS)
                                .mapToObj(i -> TestStore.product("p" + i, false))
                                .toList());
            }
        },
        /// A batch that is read again table by table.
        TABLES {
            @Override
            Refusal run(RequestStore requestStore) {
                return read(
                        requestStore,
                        List.of(TestStore.user("ann"), TestStore.product("p", false)));
            }
        },
        QUERY {
            @Override
            Refusal run(RequestStore requestStore) {
                var page = requestStore.page(PageFixture.of(Shop.EVENT, "e").request());
                requestStore.waves().next();
                return refusal(page);
            }
        },
        WRITE {
            @Override
            Refusal run(RequestStore requestStore) {
                return Outcomes.refusal(requestStore, false, increment("a"));
            }
        },
        TRANSACTION {
            @Override
            Refusal run(RequestStore requestStore) {
                return Outcomes.refusal(requestStore, false, increment("a"), increment("b"));
            }
        },
        IDEMPOTENT_TRANSACTION {
            @Override
            Refusal run(RequestStore requestStore) {
                return Outcomes.refusal(requestStore, true, increment("a"), increment("b"));
            }
        };

        abstract Refusal run(RequestStore requestStore);

        private static Refusal read(RequestStore requestStore, List<ItemRequest> requests) {
            var items = requests.stream().map(requestStore::item).toList();
            while (requestStore.waves().next()) {
                // Reads what is left, until nothing is.
            }
            return items.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .map(Work::refusal)
                    .findFirst()
                    .orElseThrow();
        }

        private static Refusal refusal(CompletableFuture<? extends @Nullable Object> future) {
            return Outcomes.refusal(future);
        }

        private static WriteFixture increment(String id) {
            return update(Shop.PRODUCT, "ADD stock 1").at(id, null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_fault_of_every_request_makes_a_tenth_more_requests_whatever_it_is(Fault fault)
            throws InterruptedException, ExecutionException {
        var anew = store.anew(Breakers.off());
        store.wire.reset();
        store.wire.hook(fault.hook);
        var operations =
                Collections.nCopies(
                        OPERATIONS,
                        (Callable<Code>)
                                () ->
                                        fault.work
                                                .run(
                                                        anew.open(
                                                                Map.of(),
                                                                RequestLimits.standard(),
                                                                new WaveLoop(
                                                                        Deadline.in(
                                                                                Duration.ofMinutes(
                                                                                        1))),
                                                                Recording.unheard("test")))
                                                .code());
        var codes = new ArrayList<Code>();
        try (var threads = Executors.newFixedThreadPool(PARALLEL)) {
            for (Future<Code> code : threads.invokeAll(operations)) {
                codes.add(code.get());
            }
        }

        var first = OPERATIONS * (1 + fault.continuations());
        var retries = store.wire.arrived() - first;
        System.out.printf(
                "%s: %.2f requests for each one%n", fault, 1 + retries / (double) OPERATIONS);
        assertThat(codes).containsOnly(fault.code);
        assertThat(retries).as("retries").isEqualTo(RETRIES);
    }
}
