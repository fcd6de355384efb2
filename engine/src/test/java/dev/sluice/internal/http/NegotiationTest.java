// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.execution.GraphQLResult;
import dev.sluice.internal.policy.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Media types and statuses of responses.
class NegotiationTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String GRAPHQL = "application/graphql-response+json; charset=utf-8";

    private final Server server = new Server();

    /// "the server MUST respect the given Accept header and attempt to encode the response in the
    /// highest priority media type listed that is supported by the server."
    /// https://graphql.github.io/graphql-over-http/draft/#sec-Body
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json                                                     | JSON
                    application/graphql-response+json                                    | GRAPHQL_RESPONSE
                    APPLICATION/GraphQL-Response+JSON; Charset=UTF-8                     | GRAPHQL_RESPONSE
                    */*                                                                  | JSON
                    application/*                                                        | JSON
                    text/html, */*;q=0.8                                                 | JSON
                    application/graphql-response+json, */*                               | GRAPHQL_RESPONSE
                    */*, application/graphql-response+json                               | GRAPHQL_RESPONSE
                    application/graphql-response+json, application/json                  | GRAPHQL_RESPONSE
                    application/json, application/graphql-response+json                  | JSON
                    application/graphql-response+json;q=0.5, application/json;q=0.9      | JSON
                    application/graphql-response+json, application/json;q=0.9            | GRAPHQL_RESPONSE
                    application/json;q=0, */*                                            | GRAPHQL_RESPONSE
                    application/json;q=0.000, application/graphql-response+json;q=0.001  | GRAPHQL_RESPONSE
                    application/graphql-response+json;q=2, application/json;q=0.1        | JSON
                    application/graphql-response+json;charset=latin1, application/json   | JSON
                    , ,application/graphql-response+json,                                | GRAPHQL_RESPONSE
                    """)
    void the_client_chooses_the_media_type(String accept, ResponseType type) {
        HttpResponse response = server.send(post(QUERY).header("accept", accept));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", type.header());
    }

    @Test
    void without_Accept_the_response_is_application_json() {
        assertThat(server.send(post(QUERY).header("accept")).headers())
                .containsEntry("content-type", JSON);
        assertThat(server.send(post(QUERY).header("accept", "")).headers())
                .containsEntry("content-type", JSON);
    }

    @ParameterizedTest
    @EnumSource
    void a_repeated_Accept_counts_as_one(EventKind kind) {
        HttpResponse response =
                server.send(
                        kind,
                        post(QUERY)
                                .header(
                                        "accept",
                                        "text/html",
                                        "application/graphql-response+json"));

        assertThat(response.headers()).containsEntry("content-type", GRAPHQL);
    }

    /// "If the GraphQL response does not contain the {data} entry then the server MUST reply with a
    /// 4xx or 5xx status code as appropriate."
    /// https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json
    @ParameterizedTest
    @EnumSource
    void a_request_not_executed_has_the_status_of_its_code(ErrorCode code) {
        server.executor.answer = () -> FakeExecutor.refused(code);

        HttpResponse response = server.send(post(QUERY));

        assertThat(response.status()).isEqualTo(code.status());
        assertThat(Server.code(response)).isEqualTo(code.name());
        assertThat(server.events.getLast().codes()).containsExactly(code.name());
    }

    /// "The server SHOULD use the 200 status code for every response to a well-formed
    /// GraphQL-over-HTTP request."
    /// https://graphql.github.io/graphql-over-http/draft/#sec-application-json
    @ParameterizedTest
    @EnumSource
    void as_application_json_a_clients_mistake_is_200_and_a_servers_failure_is_seen(
            ErrorCode code) {
        server.executor.answer = () -> FakeExecutor.refused(code);

        HttpResponse response = server.send(post(QUERY).header("accept", "application/json"));

        boolean kept =
                code.status() >= 500
                        || code == ErrorCode.METHOD_NOT_ALLOWED
                        || code == ErrorCode.CALLER_LIMIT_EXCEEDED;
        assertThat(response.status()).isEqualTo(kept ? code.status() : 200);
        assertThat(Server.code(response)).isEqualTo(code.name());
    }

    @Test
    void a_malformed_request_is_4xx_in_either_type() {
        assertThat(server.send(post("{").header("accept", "application/json")).status())
                .isEqualTo(400);
        assertThat(server.send(post("{}").header("accept", "application/json")).status())
                .isEqualTo(400);
    }

    /// "If the values of {query} and {operationName} indicate that a mutation operation is to be
    /// executed, the server MUST respond with error status code 405 (Method Not Allowed) and halt
    /// execution." https://graphql.github.io/graphql-over-http/draft/#sec-GET
    @ParameterizedTest
    @EnumSource
    void a_mutation_by_GET_is_405_and_told_to_come_by_POST(EventKind kind) {
        server.executor.answer = () -> FakeExecutor.refused(ErrorCode.METHOD_NOT_ALLOWED);
        for (String accept :
                new String[] {"application/json", "application/graphql-response+json"}) {
            HttpResponse response =
                    server.send(kind, get("query=mutation%7Ba%7D").header("accept", accept));

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers()).containsEntry("allow", "POST");
            assertThat(server.executor.request().queriesOnly()).isTrue();
        }
    }

    @Test
    void a_401_names_its_scheme() {
        server.executor.answer = () -> FakeExecutor.refused(ErrorCode.UNAUTHENTICATED);

        assertThat(server.send(post(QUERY)).headers()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void a_refusal_without_a_code_is_a_failure_of_the_server() {
        server.executor.answer =
                () ->
                        new GraphQLResult(
                                Map.of("errors", List.of()),
                                false,
                                List.of(),
                                null,
                                false,
                                Map.of());

        assertThat(server.send(post(QUERY)).status()).isEqualTo(500);
    }
}
