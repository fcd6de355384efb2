// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which data remains after a deployment, and for how long.
class KeptDataTest {
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String USER_POOL = "AWS::Cognito::UserPool";
    private static final Set<String> STATEFUL =
            Set.of(TABLE, USER_POOL, "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret");

    @Test
    void every_log_group_is_kept_as_long_as_the_parameter_says() {
        assertThat(all("AWS::Logs::LogGroup"))
                .hasSize(2)
                .allSatisfy((name, group) ->
                        assertThat(group.at("/Properties/RetentionInDays").toString())
                                .isEqualTo("{\"Ref\":\"LogRetentionInDays\"}"));
    }

    @Test
    void what_cannot_be_made_again_is_kept_and_protected_when_its_stack_is_deleted() {
        assertThat(all(TABLE))
                .isNotEmpty()
                .allSatisfy((name, table) -> {
                    assertThat(kept(table)).as(name).isEqualTo("Retain Retain");
                    assertThat(table.at("/Properties/DeletionProtectionEnabled").asText())
                            .isEqualTo("true");
                });
        assertThat(all(USER_POOL))
                .hasSize(1)
                .allSatisfy((name, pool) -> {
                    assertThat(kept(pool)).as(name).isEqualTo("Retain Retain");
                    assertThat(pool.at("/Properties/DeletionProtection").asText())
                            .isEqualTo("ACTIVE");
                });
    }

    @Test
    void whatever_holds_something_says_what_becomes_of_it() {
        assertThat(STATEFUL)
                .allSatisfy(type -> assertThat(all(type)).as(type).isNotEmpty())
                .flatMap(type -> all(type).entrySet())
                .allSatisfy(each ->
                        assertThat(kept(each.getValue()))
                                .as(each.getKey())
                                .matches("(Retain Retain|Delete Delete)"));
    }

    @Test
    void the_secret_of_cursors_is_long_and_of_letters_and_digits() {
        var secret =
                Template.read(Template.ROOT)
                        .at("/Resources/CursorSecret/Properties/GenerateSecretString");

        assertThat(secret.at("/PasswordLength").asInt()).isGreaterThanOrEqualTo(32);
        assertThat(secret.at("/ExcludePunctuation").asText()).isEqualTo("true");
        assertThat(secret.at("/IncludeSpace").asText()).isEqualTo("false");
    }

    private static Map<String, JsonNode> all(String type) {
        return Template.all().stream()
                .flatMap(template -> template.resources(type))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String kept(JsonNode resource) {
        return Stream.of("DeletionPolicy", "UpdateReplacePolicy")
                .map(policy -> resource.path(policy).asText("?"))
                .collect(Collectors.joining(" "));
    }
}
