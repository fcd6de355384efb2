// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.TIMEOUT;
import static dev.sluice.devtools.lambda.Stand.body;
import static dev.sluice.devtools.lambda.Stand.event;
import static dev.sluice.devtools.lambda.Stand.publicEvent;
import static dev.sluice.devtools.lambda.Stand.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The deployed zip, in its own process with Lambda's runtime client.
class FunctionIT {
    private static final String ME = "{ me { name } }";

    private static Store store;
    private Stand stand;

    @BeforeAll
    static void open() throws IOException {
        store = new Store(Stand.ARTIFACT);
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
    }

    @BeforeEach
    void stand() {
        stand = new Stand(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_answers_queries_mutations_and_what_it_refuses(boolean snapStart) throws Exception {
        try (var function = stand.deploy(snapStart, TIMEOUT, Map.of())) {
            var canonical = Files.readString(Path.of("../events/http-api-canonical-query.json"));
            var shop = function.invoke(canonical).response();
            assertThat(status(shop)).isEqualTo(200);
            assertThat(body(shop).at("/data/me/orders/edges")).hasSize(20);

            var order = function.invoke(placeOrder(function)).response();
            assertThat(body(order).at("/data/placeOrder/status").asText()).isEqualTo("PLACED");
            var id = body(order).at("/data/placeOrder/id").asText();
            var found =
                    function.invoke(
                                    event(
                                            "query($id: ID!) { order(id: $id) { id } }",
                                            Map.of("id", id)))
                            .response();
            assertThat(body(found).at("/data/order/id").asText()).isEqualTo(id);

            var refused = function.invoke(publicEvent(ME)).response();
            assertThat(body(refused).at("/errors/0/extensions/code").asText())
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    static String placeOrder(LambdaFunction function) throws Exception {
        var product =
                function.invoke(publicEvent("{ products(ids: [\"p1\"]) { price } }")).response();
        return placeOrder(body(product).at("/data/products/0/price").asText());
    }

    static String placeOrder(String price) throws IOException {
        return event(
                ShopProject.operation("PlaceOrder"),
                Map.of(
                        "clientRequestToken",
                        "token-" + System.nanoTime(),
                        "input",
                        Map.of(
                                "lines",
                                List.of(
                                        Map.of(
                                                "productId",
                                                "p1",
                                                "quantity",
                                                1,
                                                "unitPrice",
                                                price)))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_setting_that_cannot_be_used_is_an_error_at_init_that_names_it(boolean snapStart) {
        var broken = Map.of("SLUICE_MAX_DEPTH", "deep");
        try (var function = stand.deploy(snapStart, TIMEOUT, broken)) {
            var fault = fault(function);

            assertThat(fault.phase()).isEqualTo(Phase.INIT);
            assertThat(fault).hasMessageContaining("SLUICE_MAX_DEPTH must be a number");
        }
    }

    @Test
    void a_function_that_hangs_is_killed_at_its_timeout_and_the_next_event_starts_another()
            throws Exception {
        try (var function = stand.deploy(false, Duration.ofSeconds(20), Map.of())) {
            function.invoke(event(ME, Map.of()));
            var hung = function.instance();
            new ProcessBuilder("kill", "-STOP", Long.toString(hung.pid())).start().waitFor();

            var fault = fault(function);
            var next = function.invoke(event(ME, Map.of())).response();

            assertThat(fault.phase()).isEqualTo(Phase.INVOKE);
            assertThat(fault.errorType()).isEqualTo("Sandbox.Timedout");
            assertThat(hung.isAlive()).isFalse();
            assertThat(status(next)).isEqualTo(200);
        }
    }

    @Test
    void a_process_that_ends_is_replaced() throws Exception {
        try (var function = stand.deploy()) {
            function.invoke(event(ME, Map.of()));
            var ended = function.instance();
            ended.destroyForcibly();
            ended.onExit().join();

            assertThat(status(function.invoke(event(ME, Map.of())).response())).isEqualTo(200);
            assertThat(function.instance()).isNotEqualTo(ended);
        }
    }

    @Test
    void a_fault_has_no_details_in_the_answer_and_all_of_them_in_the_log() throws Exception {
        var absent = Map.of("SLUICE_TABLES", "Users=absent-table");
        String response;
        try (var function = stand.deploy(false, TIMEOUT, absent)) {
            response = function.invoke(event(ME, Map.of())).response();
        }

        var error = body(response).at("/errors/0/extensions");
        assertThat(error.path("code").asText()).isEqualTo("INTERNAL");
        assertThat(response).doesNotContain("absent-table").doesNotContain("software.amazon");
        assertThat(stand.printed())
                .contains(error.path("requestId").asText())
                .contains("ResourceNotFoundException");
    }

    @Test
    void an_invalid_event_is_an_error_after_which_the_same_instance_answers() throws Exception {
        try (var function = stand.deploy()) {
            var fault = catchThrowableOfType(FunctionFault.class, () -> function.invoke("[1, 2]"));
            var instance = function.instance();

            assertThat(fault.phase()).isEqualTo(Phase.INVOKE);
            assertThat(status(function.invoke(event(ME, Map.of())).response())).isEqualTo(200);
            assertThat(function.instance()).isEqualTo(instance);
        }
    }

    private static FunctionFault fault(LambdaFunction function) {
        return catchThrowableOfType(
                FunctionFault.class, () -> function.invoke(event(ME, Map.of())));
    }
}
