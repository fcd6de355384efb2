// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.devtools.Schemas;
import dev.sluice.internal.policy.ErrorCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

class CodesCommandTest {
    private static final List<String> DECLARED =
            List.of("NOT_CANCELLABLE", "PRICE_OR_STOCK_CHANGED");

    @Test
    void there_is_an_entry_for_each_code_of_the_engine_and_of_the_schema() throws IOException {
        var entries = new ObjectMapper().readTree(print("json"));

        assertThat(names(entries)).containsExactlyElementsOf(all());
        assertThat(entry(entries, "BAD_REQUEST").get("reasons").get(0).asText())
                .isEqualTo("BODY_MISSING");
        assertThat(entry(entries, "PRICE_OR_STOCK_CHANGED").toString())
                .isEqualTo(
                        "{\"code\":\"PRICE_OR_STOCK_CHANGED\",\"category\":\"conflict\",\"status\":409,"
                                + "\"parameters\":[\"write\",\"type\",\"element\"],"
                                + "\"fields\":[\"Mutation.placeOrder\"]}");
        assertThat(entry(entries, "CONFLICT").toString())
                .isEqualTo(
                        "{\"code\":\"CONFLICT\",\"category\":\"conflict\",\"status\":409,"
                                + "\"parameters\":[\"write\",\"type\",\"element\",\"version\"]}");
    }

    @Test
    void the_module_of_typescript_has_a_member_for_each_code() {
        var module = print("typescript");

        assertThat(
                        Pattern.compile("\\{ code: \"(\\w+)\"")
                                .matcher(module)
                                .results()
                                .map(match -> match.group(1)))
                .containsExactlyElementsOf(all());
        assertThat(module)
                .contains(
                        "  | { code: \"METHOD_NOT_ALLOWED\"; reason?: \"NEITHER_GET_NOR_POST\" | \"MUTATION_BY_GET\" }\n")
                .contains(
                        """
                          /** Of Mutation.placeOrder */
                          | { code: "PRICE_OR_STOCK_CHANGED"; write?: number; type?: string; element?: number }
                        """);
    }

    private static List<String> all() {
        var all = new ArrayList<>(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
        all.addAll(DECLARED);
        return all;
    }

    private static List<String> names(JsonNode entries) {
        return entries.findValuesAsText("code");
    }

    private static JsonNode entry(JsonNode entries, String code) {
        return entries.valueStream()
                .filter(entry -> entry.get("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String print(String format) {
        var run = Console.run("codes", "--schema", Schemas.SHOP.toString(), "--format", format);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }
}
