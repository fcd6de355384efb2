// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.LargeReads;
import dev.sluice.testing.SmallProcess;
import dev.sluice.testing.WireProxy.Hook;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// All operations of an instance hold only so much in memory.
class InstanceMemoryTest {
    private static final String SCHEMA =
            """
            type File @table(name: "Files", partitionKey: "{id}", itemSize: 400)
              @auth(rules: [{public: true}]) {
              id: ID!
              text: String
              nextId: ID
              next: File @getItem(key: "id = $parent.nextId")
            }
            type Query {
              file(id: ID!): File @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            """;

    private static final int MOST = 1_000_000;
    private static final int TIMES = 3;
    private static final int AT_ONCE = 20;
    private static final int FILES = 8;
    private static final String TEXT = "x".repeat(390_000);

    /// Two large items, and then a small one.
    private static final String LARGE =
            "{ a: file(id: \"f0\") { text } b: file(id: \"f1\") { text next { id } } }";

    private static final String MIDDLE = "{ file(id: \"f2\") { text } }";
    private static final String SMALL = "{ file(id: \"small\") { text } }";

    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(
                        SCHEMA,
                        Map.of("SLUICE_INSTANCE_READ_BYTES", "" + MOST, "SLUICE_BREAKERS", "off"));
        for (int i = 0; i < FILES; i++) {
            api.with("File", Map.of("id", "f" + i, "text", TEXT, "nextId", "small"));
        }
        api.with("File", Map.of("id", "small", "text", "small"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    /// Sends a document while another operation holds two large items.
    private static Answer beside(String document) throws Exception {
        var holds = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("GetItem") && holds.getCount() > 0) {
                        holds.countDown();
                        goesOn.await();
                    }
                    return next.forward(request.body());
                });
        try {
            var other =
                    CompletableFuture.supplyAsync(
                            () -> api.send(Who.NOBODY, Map.of("query", LARGE)));
            holds.await();
            try {
                return api.send(Who.NOBODY, Map.of("query", document));
            } finally {
                goesOn.countDown();
                assertThat(other.get().errors()).isEmpty();
            }
        } finally {
            api.wire().reset();
        }
    }

    @Test
    void a_read_for_which_the_others_leave_no_room_is_refused_and_succeeds_later()
            throws Exception {
        var refused = beside(MIDDLE);

        assertThat(refused.codes()).containsExactly("UNAVAILABLE");
        assertThat(api.ask(Who.NOBODY, MIDDLE).errors()).isEmpty();
    }

    @Test
    void a_read_for_which_there_is_room_is_answered_beside_others() throws Exception {
        assertThat(beside(SMALL).errors()).isEmpty();
    }

    @Test
    void an_operation_that_alone_has_no_room_is_too_large() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ a: file(id: \"f0\") { text } b: file(id: \"f1\") { text }"
                                + " c: file(id: \"f2\") { text } }");

        assertThat(answer.codes()).isNotEmpty().containsOnly("RESPONSE_TOO_LARGE");
    }

    /// What happens to the last read of an operation that holds two large items.
    @SuppressWarnings("ImmutableEnumChecker") // The hooks have no state.
    enum Ending {
        ERROR((_, _) -> Reply.error(400, "ValidationException")),
        RESET((_, _) -> {
            throw new IOException("reset");
        }),
        HALF((request, next) -> next.forward(request.body()).half()),
        CORRUPT((request, next) -> next.forward(request.body()).withWrongChecksum()),
        SUCCESS((request, next) -> next.forward(request.body()));

        private final Hook hook;

        Ending(Hook hook) {
            this.hook = hook;
        }
    }

    @ParameterizedTest
    @EnumSource
    void memory_is_given_back_however_an_operation_ends(Ending ending) {
        api.wire()
                .hook((request, next) ->
                        request.operation().equals("GetItem")
                                ? ending.hook.handle(request, next)
                                : next.forward(request.body()));
        for (int i = 0; i < TIMES; i++) {
            api.send(Who.NOBODY, Map.of("query", LARGE));
        }
        for (int i = 0; i < TIMES; i++) {
            api.send(Who.NOBODY, Map.of("query", MIDDLE));
        }

        assertThat(api.ask(Who.NOBODY, LARGE).errors()).isEmpty();
    }

    /// Each operation takes up 3 MB, and its reply almost nothing. All hold their items until all
    /// have arrived.
    @Test
    void many_operations_at_once_do_not_use_up_the_memory(@TempDir Path directory)
            throws Exception {
        var document =
                IntStream.range(0, FILES)
                        .mapToObj(
                                i -> "f%d: file(id: \"f%d\") { text next { id } }".formatted(i, i))
                        .collect(Collectors.joining(" ", "{ ", " }"));
        var schema = Files.writeString(directory.resolve("test.graphqls"), SCHEMA);
        var arriving = new CountDownLatch(AT_ONCE);
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("GetItem")) {
                        arriving.await();
                    } else {
                        arriving.countDown();
                    }
                    return next.forward(request.body());
                });
        var codes = new HashSet<String>();
        try {
            var lines =
                    SmallProcess.run(
                            LargeReads.class,
                            schema.toString(),
                            api.wire().endpoint().toString(),
                            "Files=" + api.physicalName("Files"),
                            "SLUICE_MAX_RESPONSE_BYTES=10000",
                            "" + AT_ONCE,
                            document,
                            SMALL);
            for (var line : lines) {
                codes.addAll(
                        new ObjectMapper().readTree(line.substring(4)).findValuesAsText("code"));
            }
            assertThat(lines.getLast()).startsWith("200 {\"data\":{\"file\":{\"text\":\"small\"}}");
        } finally {
            api.wire().reset();
        }
        assertThat(codes).contains("UNAVAILABLE").doesNotContain("INTERNAL");
    }
}
