// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;

import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.resolver.Caller;
import dev.sluice.telemetry.Tracer;
import dev.sluice.testing.Invocation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The caller of a request, for each kind of authorizer.
class CallersTest {
    private static final String GROUPS = "cognito:groups";

    private final Server server = new Server();

    @Test
    void a_JWT_authorizer_gives_all_claims_as_strings() {
        Caller caller =
                jwt(
                        Map.of(
                                "iss",
                                "https://issuer",
                                "sub",
                                "ann",
                                GROUPS,
                                "[staff admin]",
                                "scope",
                                "orders/read orders/write",
                                "exp",
                                "1700000000"));

        assertThat(caller.issuer()).isEqualTo("https://issuer");
        assertThat(caller.subject()).isEqualTo("ann");
        assertThat(caller.groups()).containsExactlyInAnyOrder("staff", "admin");
        assertThat(caller.scopes()).containsExactlyInAnyOrder("orders/read", "orders/write");
        assertThat(caller.claims()).containsEntry("exp", "1700000000").hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []            | ''
                    [staff]       | staff
                    staff         | staff
                    [a b]         | a,b
                    [a  b]        | a,b
                    staff admin   | ''
                    x,admin       | ''
                    [x,admin b]   | b
                    [[admin] b]   | ''
                    [[x admin y]] | ''
                    [x] [admin]   | ''
                    [admin        | ''
                    admin]        | ''
                    [             | ''
                    """)
    void a_group_that_could_be_read_two_ways_is_refused(String claim, String groups) {
        assertThat(
                        String.join(
                                ",",
                                jwt(Map.of("sub", "ann", GROUPS, claim)).groups().stream()
                                        .sorted()
                                        .toList()))
                .isEqualTo(groups);
    }

    @Test
    void a_cognito_authorizer_joins_groups_with_commas() {
        Caller caller =
                rest(Map.of("claims", Map.of("sub", "ann", GROUPS, "staff,admin", "scope", "a b")));

        assertThat(caller.subject()).isEqualTo("ann");
        assertThat(caller.groups()).containsExactlyInAnyOrder("staff", "admin");
        assertThat(caller.scopes()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_cognito_authorizer_may_give_a_list() {
        Caller caller =
                rest(
                        Map.of(
                                "claims",
                                Map.of(
                                        "sub",
                                        "ann",
                                        GROUPS,
                                        Arrays.asList(
                                                "staff", null, 7, "x admin", "[admin]", ""))));

        assertThat(caller.groups()).containsExactly("staff");
    }

    @Test
    void a_claim_of_another_type_is_no_name_and_no_list_of_names() {
        var claims = new HashMap<String, Object>();
        claims.put("sub", "ann");
        claims.put("list", Arrays.asList("a", "a", null, 7, "b", List.of("c"), "[d]"));
        claims.put("number", 7);
        claims.put("nested", Map.of("a", "b"));
        claims.put("empty", List.of());
        claims.put("null", null);
        Caller caller = rest(Map.of("claims", claims));

        assertThat(caller.names("list")).containsExactlyInAnyOrder("a", "b");
        for (String name : List.of("number", "nested", "empty", "null", "absent")) {
            assertThat(caller.names(name)).as(name).isEmpty();
        }
        for (String name : List.of("list", "nested", "empty", "null", "absent")) {
            assertThat(caller.claim(name)).as(name).isNull();
        }
    }

    @Test
    void brackets_and_spaces_are_refused_if_commas_separate() {
        assertThat(rest(Map.of("sub", "ann", GROUPS, "[a b]")).groups()).isEmpty();
        assertThat(rest(Map.of("sub", "ann", GROUPS, "x admin,staff")).groups())
                .containsExactly("staff");
    }

    @Test
    void a_lambda_authorizers_context_has_the_claims_under_their_names() {
        Map<String, Object> context = new HashMap<>();
        context.put("iss", "https://issuer");
        context.put("sub", "ann");
        context.put(GROUPS, List.of("staff", "admin"));
        context.put("scope", List.of("a", "b"));
        context.put("level", 3);
        context.put("active", true);
        context.put("nothing", null);
        context.put("address", Map.of("city", "Rome"));

        for (Caller caller : List.of(lambda(context), rest(context))) {
            assertThat(caller.issuer()).isEqualTo("https://issuer");
            assertThat(caller.groups()).containsExactlyInAnyOrder("staff", "admin");
            assertThat(caller.scopes()).containsExactlyInAnyOrder("a", "b");
            assertThat(caller.claims())
                    .containsOnly(
                            Map.entry("iss", "https://issuer"),
                            Map.entry("sub", "ann"),
                            Map.entry("level", "3"),
                            Map.entry("active", "true"));
        }
    }

    @Test
    void IAM_knows_no_claims() {
        IAM iam = IAM.builder().withUserId("AIDA").withUserArn("arn:aws:iam::1:user/ann").build();

        assertThat(http(Authorizer.builder().withIam(iam).build())).isEqualTo(Caller.anonymous());
        assertThat(rest(Map.of("principalId", "ann"))).isEqualTo(Caller.anonymous());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_subject_is_nobody_without_groups_and_scopes(String subject) {
        Map<String, String> claims =
                Map.of("sub", subject, GROUPS, "[admin]", "scope", "a", "iss", "i");

        assertThat(jwt(claims)).isEqualTo(Caller.anonymous());
        assertThat(rest(Map.of("claims", claims))).isEqualTo(Caller.anonymous());
    }

    @Test
    void missing_claims_fail_closed() {
        assertThat(jwt(Map.of(GROUPS, "[admin]", "scope", "a"))).isEqualTo(Caller.anonymous());
        assertThat(lambda(Map.of("sub", 7, GROUPS, "admin"))).isEqualTo(Caller.anonymous());
        assertThat(lambda(Map.of("sub", List.of("ann")))).isEqualTo(Caller.anonymous());
        assertThat(http(null)).isEqualTo(Caller.anonymous());
        assertThat(http(Authorizer.builder().build())).isEqualTo(Caller.anonymous());
        assertThat(http(Authorizer.builder().withJwt(new Authorizer.JWT()).build()))
                .isEqualTo(Caller.anonymous());
        assertThat(rest(null)).isEqualTo(Caller.anonymous());
        assertThat(rest(Map.of("claims", "{\"sub\":\"ann\"}", "sub", "ann")))
                .isEqualTo(Caller.anonymous());
    }

    @Test
    void claims_are_ignored_on_a_public_path() {
        Map<String, String> claims = Map.of("sub", "ann", GROUPS, "[admin]");
        for (String path : List.of("/graphql/public", "/prod/graphql/public")) {
            APIGatewayV2HTTPEvent event = post(QUERY).path(path).httpApi();
            event.getRequestContext().setAuthorizer(jwtAuthorizer(claims));
            assertThat(send(event)).isEqualTo(Caller.anonymous());
        }
        APIGatewayProxyRequestEvent event = post(QUERY).path("/graphql/public").restApi();
        event.getRequestContext().setAuthorizer(Map.of("claims", claims));
        new RestApiHandler(server.service).handleRequest(event, new Invocation(10_000));
        assertThat(server.executor.caller()).isEqualTo(Caller.anonymous());
    }

    @ParameterizedTest
    @EnumSource
    void identity_headers_from_the_client_are_ignored(EventKind kind) {
        Exchange exchange = post(QUERY);
        for (String name :
                List.of(
                        "authorization",
                        "sub",
                        "x-amzn-oidc-identity",
                        "x-amzn-oidc-data",
                        "x-amz-cognito-identity",
                        "x-user-id",
                        "x-forwarded-user",
                        GROUPS,
                        "claims",
                        "cookie")) {
            exchange.header(name, "sub=canary7f3; admin");
        }

        server.send(kind, exchange);

        assertThat(server.executor.caller()).isEqualTo(Caller.anonymous());
    }

    @Test
    void the_group_claim_is_a_setting() {
        HttpSettings settings =
                new HttpSettings("roles", Set.of(), HttpStatuses.ESTABLISHED, Duration.ZERO);
        APIGatewayV2HTTPEvent event = post(QUERY).httpApi();
        event.getRequestContext()
                .setAuthorizer(
                        jwtAuthorizer(Map.of("sub", "ann", "roles", "[staff]", GROUPS, "[admin]")));

        new HttpApiHandler(
                        new GraphQLOverHttp(
                                server.executor,
                                _ -> RequestPolicy.standard(),
                                settings,
                                ignored -> {},
                                Tracer.NONE))
                .handleRequest(event, new Invocation(10_000));

        assertThat(server.executor.caller().groups()).containsExactly("staff");
    }

    private Caller jwt(Map<String, String> claims) {
        return http(jwtAuthorizer(claims));
    }

    private Caller lambda(Map<String, Object> context) {
        return http(Authorizer.builder().withLambda(context).build());
    }

    private Caller http(@Nullable Authorizer authorizer) {
        APIGatewayV2HTTPEvent event = post(QUERY).httpApi();
        event.getRequestContext().setAuthorizer(authorizer);
        return send(event);
    }

    private Caller send(APIGatewayV2HTTPEvent event) {
        new HttpApiHandler(server.service).handleRequest(event, new Invocation(10_000));
        return server.executor.caller();
    }

    private Caller rest(@Nullable Map<String, Object> authorizer) {
        APIGatewayProxyRequestEvent event = post(QUERY).restApi();
        event.getRequestContext().setAuthorizer(authorizer);
        new RestApiHandler(server.service).handleRequest(event, new Invocation(10_000));
        return server.executor.caller();
    }

    private static Authorizer jwtAuthorizer(Map<String, String> claims) {
        return Authorizer.builder()
                .withJwt(Authorizer.JWT.builder().withClaims(claims).build())
                .build();
    }
}
