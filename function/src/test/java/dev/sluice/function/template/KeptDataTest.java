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
    private static final String RETAIN = "{\"Fn::If\":[\"Protects\",\"Retain\",\"Delete\"]}";
    private static final Set<String> STATEFUL =
            Set.of(TABLE, USER_POOL, "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret");

    private final Template root = Template.read(Template.ROOT);

    @Test
    void every_log_group_is_kept_as_long_as_the_parameter_says() {
        assertThat(all("AWS::Logs::LogGroup"))
                .hasSize(3)
                .allSatisfy((name, group) ->
                        assertThat(group.at("/Properties/RetentionInDays").toString())
                                .isEqualTo("{\"Ref\":\"LogRetentionInDays\"}"));
    }

    @Test
    void what_cannot_be_made_again_is_kept_and_protected_unless_the_parameter_says_otherwise() {
        assertThat(all(TABLE))
                .isNotEmpty()
                .allSatisfy((name, table) -> {
                    assertThat(kept(table)).as(name).isEqualTo(RETAIN + " " + RETAIN);
                    assertThat(table.at("/Properties/DeletionProtectionEnabled/Fn::If").toString())
                            .isEqualTo("[\"Protects\",\"true\",\"false\"]");
                });
        assertThat(all(USER_POOL))
                .hasSize(1)
                .allSatisfy((name, pool) -> {
                    assertThat(kept(pool)).as(name).isEqualTo(RETAIN + " " + RETAIN);
                    assertThat(pool.at("/Properties/DeletionProtection/Fn::If").toString())
                            .isEqualTo("[\"Protects\",\"ACTIVE\",\"INACTIVE\"]");
                });
    }

    @Test
    void the_parameter_that_protects_is_on_unless_set_and_reaches_all_that_keeps_data() {
        assertThat(root.at("/Parameters/Protect/Default").asText()).isEqualTo("on");
        for (var template : Template.all()) {
            if (!template.body().toString().contains(RETAIN)) {
                continue;
            }
            assertThat(template.at("/Parameters/Protect/Default").asText()).isEqualTo("on");
            assertThat(template.at("/Conditions/Protects").toString())
                    .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"Protect\"},\"on\"]}");
            // Without this transform, a DeletionPolicy must be a literal.
            assertThat(template.at("/Transform").asText()).isEqualTo("AWS::LanguageExtensions");
            assertThat(root.resources("AWS::CloudFormation::Stack"))
                    .filteredOn(stack ->
                            stack.getValue()
                                    .at("/Properties/TemplateURL")
                                    .asText()
                                    .equals(template.file()))
                    .hasSize(1)
                    .allMatch(stack ->
                            stack.getValue()
                                    .at("/Properties/Parameters/Protect")
                                    .toString()
                                    .equals("{\"Ref\":\"Protect\"}"));
        }
    }

    @Test
    void whatever_holds_something_says_what_becomes_of_it() {
        assertThat(STATEFUL)
                .allSatisfy(type -> assertThat(all(type)).as(type).isNotEmpty())
                .flatMap(type -> all(type).entrySet())
                .allSatisfy(each ->
                        assertThat(kept(each.getValue()))
                                .as(each.getKey())
                                .isIn(RETAIN + " " + RETAIN, "\"Delete\" \"Delete\""));
    }

    @Test
    void the_secret_of_cursors_is_long_and_of_letters_and_digits() {
        var secret = root.at("/Resources/CursorSecret/Properties/GenerateSecretString");

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
                .map(policy -> resource.path(policy).toString())
                .collect(Collectors.joining(" "));
    }
}
