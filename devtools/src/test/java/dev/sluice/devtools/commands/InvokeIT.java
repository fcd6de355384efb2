// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/// `sluice invoke` with the artifact, on an embedded DynamoDB with the shop.
class InvokeIT {
    private static final String EVENT = "../events/http-api-canonical-query.json";

    /// The directory `sluice.home`, where the command looks for the artifact, exists before it
    /// starts.
    @BeforeAll
    static void makeTheProject() {
        assertThat(ShopProject.home()).isEqualTo(Path.of(System.getProperty("sluice.home")));
    }

    @Test
    void the_response_is_alone_on_stdout() throws Exception {
        var run = Console.run("invoke", "--snapstart", "--timeout", "60", EVENT);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        var response = new JsonMapper().readTree(run.out());
        assertThat(response.path("statusCode").asInt()).isEqualTo(200);
        assertThat(response.path("body").asText()).contains("Ada Abebe");
    }

    @Test
    void a_function_that_gives_no_response_is_exit_code_5_with_its_reason() {
        var run = Console.run("invoke", "--env", "SLUICE_MAX_DEPTH=deep", EVENT);

        assertThat(run.err())
                .startsWith("The function did not start: ")
                .contains("SLUICE_MAX_DEPTH must be")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
    }
}
