// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// The HTTP API in front of the function.
class ApiTest {
    private final Template template = Template.read(Template.ROOT);
    private final JsonNode api = template.at("/Resources/GraphQLApi/Properties");

    @Test
    void every_route_has_an_authorizer_except_the_public_one_and_preflight() {
        Map<String, String> authorizers = new TreeMap<>();
        for (var event : template.at("/Resources/GraphQLFunction/Properties/Events")) {
            var route = event.at("/Properties");
            assertThat(event.at("/Type").asText()).isEqualTo("HttpApi");
            assertThat(route.at("/PayloadFormatVersion").asText()).isEqualTo("2.0");
            authorizers.put(
                    route.at("/Method").asText() + " " + route.at("/Path").asText(),
                    route.at("/Auth/Authorizer").asText("none"));
        }

        assertThat(authorizers)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ANY /graphql", "Jwt",
                                "OPTIONS /graphql", "none",
                                "ANY /graphql/public", "none"));
        assertThat(Template.names(api.at("/Auth/Authorizers"))).containsExactly("Jwt");
    }

    @Test
    void an_authorizer_that_cannot_be_made_fails_the_deployment() {
        assertThat(api.at("/FailOnWarnings").asText()).isEqualTo("true");
    }

    @Test
    void tokens_are_those_of_the_issuer_or_of_the_user_pool_that_is_made_without_one() {
        var jwt = api.at("/Auth/Authorizers/Jwt/JwtConfiguration");
        var users = Template.read("infrastructure/users.yaml");

        assertThat(jwt.at("/issuer/Fn::If").toString())
                .isEqualTo(
                        """
                        ["MakesUserPool",{"Fn::GetAtt":"Users.Outputs.Issuer"},{"Ref":"Issuer"}]\
                        """);
        assertThat(jwt.at("/audience/0/Fn::If").toString())
                .isEqualTo(
                        """
                        ["MakesUserPool",{"Fn::GetAtt":"Users.Outputs.Audience"},\
                        {"Ref":"Audience"}]\
                        """);
        assertThat(template.at("/Resources/Users/Condition").asText()).isEqualTo("MakesUserPool");
        assertThat(users.at("/Resources/Client/Properties/GenerateSecret").asText())
                .isEqualTo("false");
    }

    @Test
    void the_gateway_allows_the_origins_that_the_function_does_and_says_the_same_of_them() {
        var cors = api.at("/CorsConfiguration/Fn::If");

        assertThat(cors.at("/0").asText()).isEqualTo("HasCorsOrigins");
        assertThat(cors.at("/1").toString())
                .isEqualTo(
                        """
                        {"AllowOrigins":{"Fn::Split":[",",{"Ref":"CorsOrigins"}]},\
                        "AllowMethods":["GET","POST"],"AllowHeaders":["*","authorization"],\
                        "ExposeHeaders":["deprecation","retry-after","sunset"],\
                        "MaxAge":"7200"}\
                        """);
        assertThat(cors.at("/2").toString()).isEqualTo("{\"Ref\":\"AWS::NoValue\"}");
        var variables = template.at("/Resources/GraphQLFunction/Properties/Environment/Variables");
        assertThat(variables.at("/SLUICE_CORS_ORIGINS").toString())
                .isEqualTo("{\"Ref\":\"CorsOrigins\"}");
    }

    @Test
    void more_requests_than_the_parameters_allow_are_refused() {
        assertThat(api.at("/DefaultRouteSettings").toString())
                .isEqualTo(
                        """
                        {"ThrottlingRateLimit":{"Ref":"ThrottlingRate"},\
                        "ThrottlingBurstLimit":{"Ref":"ThrottlingBurst"}}\
                        """);
    }

    @Test
    void a_line_of_the_access_log_is_json_and_leads_to_the_line_of_the_function()
            throws IOException {
        var format = JsonMapper.builder().build().readTree(Template.accessLogLine(template));

        assertThat(format.at("/requestId").asText()).isEqualTo("$context.requestId");
        assertThat(format.at("/functionRequestId").asText())
                .isEqualTo("$context.integration.requestId");
        assertThat(Template.names(format))
                .contains("apiId", "status", "latency", "integrationError", "authorizerError");
        assertThat(format.valueStream().map(JsonNode::asText))
                .allMatch(value -> value.startsWith("$context."))
                .doesNotHaveDuplicates();
    }

    /// Messages can contain quotes. Only this variable escapes them.
    @Test
    void the_message_of_the_gateway_brings_its_own_quotes() {
        assertThat(accessLogFormat())
                .contains("\"gatewayMessage\":$context.error.messageString}")
                .doesNotContain("$context.error.message\"");
    }

    /// The policy of an account with which services write logs has room for about ten other groups.
    @Test
    void the_access_log_takes_no_room_in_the_policy_of_the_account() {
        assertThat(template.at("/Resources/AccessLogs/Properties/LogGroupName/Fn::Sub").asText())
                .isEqualTo("/aws/vendedlogs/sluice/${AWS::StackName}");
        assertThat(api.at("/AccessLogSettings/DestinationArn").toString())
                .isEqualTo("{\"Fn::GetAtt\":\"AccessLogs.Arn\"}");
    }

    @Test
    void no_access_log_holds_a_query_string_a_token_or_who_asked() {
        assertThat(accessLogFormat())
                .doesNotContainIgnoringCase("query")
                .doesNotContain("$context.path")
                .doesNotContain("claims")
                .doesNotContain("identity")
                .doesNotContain("$context.authorizer.principalId");
    }

    private String accessLogFormat() {
        return api.at("/AccessLogSettings/Format").asText();
    }
}
