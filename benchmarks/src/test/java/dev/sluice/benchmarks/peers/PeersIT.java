// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// The programs that `./benchmarks/peers` measures. Nothing here is about time.
class PeersIT {
    private static final Path PROJECT = Path.of("..");

    /// Each query that the axes vary, in one.
    private static final Scenario ALL =
            scenario(
                    Scenario.CANONICAL.replaceFirst(
                            " }$",
                            " notes(topic: \"t\", first: 3) { edges { node { id text } } }"
                                    + " step(id: \"s\") { label next { label } }"
                                    + " products(ids: [\"p1\"]) { id imageUrl imageUrl } }"),
                    2);

    private static final Scenario CANONICAL = scenario(Scenario.CANONICAL, 0);

    private static Workshop workshop;
    private static StubDynamoDb store;

    private static Scenario scenario(String query, int types) {
        return Scenario.canonical(Axis.TYPES, types).withTypes(types).withQuery(query);
    }

    @BeforeAll
    static void open() throws IOException {
        workshop = Workshop.open(PROJECT);
        store = new StubDynamoDb();
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
        workshop.close();
    }

    @TestFactory
    Stream<DynamicTest> each_peer_that_can_be_built_gives_the_answer_of_sluice() throws Exception {
        var sluice = new SluicePeer(workshop, "Sluice", false, "powertools");
        var expected = Map.of(ALL, answer(sluice, ALL), CANONICAL, answer(sluice, CANONICAL));
        return Peers.all(workshop).stream()
                .map(peer ->
                        DynamicTest.dynamicTest(
                                peer.title(),
                                () -> {
                                    var absence = peer.absence();
                                    assumeTrue(absence.isEmpty(), absence.orElse(""));
                                    var scenario = peer.answers(ALL) ? ALL : CANONICAL;
                                    assertThat(answer(peer, scenario))
                                            .isEqualTo(expected.get(scenario));
                                }));
    }

    private static JsonNode answer(Peer peer, Scenario scenario) throws Exception {
        var event = Files.readString(PROJECT.resolve("events/http-api-canonical-query.json"));
        return new Trial(peer, scenario, store, event).answer();
    }
}
