// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.TIMEOUT;
import static dev.sluice.devtools.lambda.Stand.body;
import static dev.sluice.devtools.lambda.Stand.event;
import static dev.sluice.devtools.lambda.Stand.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The hooks of the artifact, which Lambda's runtime client calls.
class SnapStartIT {
    private static final String FIRST_PAGE =
            "query($after: String) { productsInCategory(category: \"mug\", first: 1, after: $after)"
                    + " { edges { node { id } } pageInfo { endCursor } } }";

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
    @ValueSource(strings = {"full", "dynamodb", "none"})
    void priming_prints_nothing_and_the_first_request_is_the_first_after_a_restore(String priming)
            throws Exception {
        try (var function = stand.deploy(true, TIMEOUT, Map.of("SLUICE_PRIMING", priming))) {
            assertThat(status(function.invoke(event(FIRST_PAGE, Map.of())).response()))
                    .isEqualTo(200);
        }

        var lines = FunctionLines.of(stand.printed());
        assertThat(lines.requests())
                .singleElement()
                .extracting(line -> line.path("start").asText())
                .isEqualTo("restored");
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("Requests"))
                .singleElement()
                .extracting(line -> line.path("Restores").asInt())
                .isEqualTo(1);
        assertThat(lines.json()).hasSize(1 + lines.metrics().size());
    }

    @Test
    void the_first_request_after_a_restore_loads_no_class_of_sluice_or_the_sdk(
            @TempDir Path directory) throws Exception {
        var log = directory.resolve("classes.log");
        var canonical = Files.readString(Path.of("../events/http-api-canonical-query.json"));
        try (var function = stand.deploy(true, TIMEOUT, LoadedClasses.logged(log))) {
            assertThat(body(function.invoke(canonical).response()).at("/data/me/orders/edges"))
                    .hasSize(20);
            function.invoke(canonical);
        }

        var loaded = LoadedClasses.of(log).sinceFirstEvent();
        assertThat(loaded.lines()).isNotEmpty();
        assertThat(loaded.in("dev.sluice.")).isEmpty();
        assertThat(loaded.in("software.amazon.awssdk.")).isEmpty();
        assertThat(FunctionLines.of(stand.printed()).requests())
                .extracting(request -> request.path("start").asText())
                .containsExactly("restored", "warm");
    }

    @Test
    void a_snapshot_is_taken_even_if_dynamodb_does_not_answer() throws Exception {
        var nowhere = Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:1");
        try (var function = stand.deploy(true, TIMEOUT, nowhere)) {
            var response = function.invoke(event("{ __typename }", Map.of())).response();

            assertThat(status(response)).isEqualTo(200);
        }
        assertThat(FunctionLines.of(stand.printed()).requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_secret_that_is_rotated_loses_no_cursor(boolean snapStart) throws Exception {
        try (var secrets = new SecretsManager()) {
            secrets.put("first-version-of-the-cursors-secret");
            try (var old = deploy(secrets, snapStart)) {
                var before = page(old, null);
                secrets.put("second-version-of-the-cursors-secret");
                try (var young = deploy(secrets, snapStart)) {
                    var after = page(young, null);

                    assertThat(page(young, before)).isNotEqualTo(before);
                    assertThat(page(old, after)).isNotEqualTo(after);
                }
            }
        }
    }

    private LambdaFunction deploy(SecretsManager secrets, boolean snapStart) {
        return stand.deploy(
                snapStart,
                TIMEOUT,
                Map.of(
                        "SLUICE_PRIMING",
                        "none",
                        "SLUICE_CURSOR_KEYS",
                        "",
                        "SLUICE_CURSOR_SECRET",
                        "cursors",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        secrets.endpoint().toString()));
    }

    /// Returns the end cursor of the page after a cursor.
    private static String page(LambdaFunction function, @Nullable String after) throws Exception {
        var variables = after == null ? Map.<String, Object>of() : Map.of("after", after);
        var page = body(function.invoke(event(FIRST_PAGE, variables)).response());
        assertThat(page.path("errors")).isEmpty();
        return page.at("/data/productsInCategory/pageInfo/endCursor").asText();
    }

    @Test
    void a_secret_that_cannot_be_read_is_an_error_at_init_that_names_the_variable()
            throws Exception {
        try (var secrets = new SecretsManager();
                var function = deploy(secrets, true)) {
            var fault =
                    catchThrowableOfType(
                            FunctionFault.class,
                            () -> function.invoke(event(FIRST_PAGE, Map.of())));

            assertThat(fault.phase()).isEqualTo(Phase.INIT);
            assertThat(fault).hasMessageContaining("SLUICE_CURSOR_SECRET must be the ARN");
        }
    }
}
