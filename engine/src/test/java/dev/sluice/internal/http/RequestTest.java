// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.operation.CostReport;
import dev.sluice.testing.Invocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/// What the executor receives.
class RequestTest {
    private final Server server = new Server();

    @ParameterizedTest
    @EnumSource
    void the_members_of_a_body_are_the_parameters(EventKind kind) {
        server.send(
                kind,
                post(
                        """
                        {"query": "query A($a: Int) { a }", "operationName": "A",
                         "variables": {"a": 1, "none": null}, "extensions": {"x": {"y": [true]}}}
                        """));

        assertThat(server.executor.request().query()).isEqualTo("query A($a: Int) { a }");
        assertThat(server.executor.request().operationName()).isEqualTo("A");
        assertThat(server.executor.request().variables())
                .containsEntry("a", 1)
                .containsEntry("none", null);
        assertThat(server.executor.request().extensions().get("x")).hasToString("{y=[true]}");
        assertThat(server.executor.request().queriesOnly()).isFalse();
        assertThat(server.executor.recording().requestId()).isEqualTo("request-1=");
    }

    @ParameterizedTest
    @EnumSource
    void the_parameters_of_a_GET_are_percent_decoded(EventKind kind) {
        server.send(
                kind,
                get(
                        "query=query+A%7Ba(b%3A%22%C3%A9%2B%F0%9F%8F%83%22)%7D&operationName=A"
                                + "&variables=%7B%22a%22%3A%5B1%5D%7D&extensions=null"));

        assertThat(server.executor.request().query()).isEqualTo("query A{a(b:\"é+🏃\")}");
        assertThat(server.executor.request().operationName()).isEqualTo("A");
        assertThat(server.executor.request().variables()).containsEntry("a", List.of(1));
        assertThat(server.executor.request().extensions()).isEmpty();
        assertThat(server.executor.request().queriesOnly()).isTrue();
    }

    /// "Setting the value of the {operationName} parameter to the empty string is equivalent to
    /// omitting the {operationName} parameter." "operationName=null represents an operation with
    /// the name "null"" https://graphql.github.io/graphql-over-http/draft/#sec-GET
    @Test
    void an_empty_operationName_in_a_URL_is_none() {
        server.send(get("query=%7Ba%7D&operationName="));
        assertThat(server.executor.request().operationName()).isNull();

        server.send(get("query=%7Ba%7D&operationName=null"));
        assertThat(server.executor.request().operationName()).isEqualTo("null");
    }

    @Test
    void a_persisted_query_reaches_the_executor_without_a_document() {
        server.send(
                post(
                        "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"abc\"}}}"));

        assertThat(server.executor.request().query()).isNull();
        assertThat(server.executor.request().documentId()).isEqualTo("abc");
    }

    @Test
    void numbers_are_exact() {
        server.send(
                post(
                        """
                        {"query": "{a}", "variables": {"v": [1, -2147483648, 2147483648,
                         9007199254740993, 12345678901234567890, 0.10, 1.5e3, 1e400,
                         0.00000000000000000000000000000000000001]}}
                        """));

        assertThat(server.executor.request().variables().get("v"))
                .isEqualTo(
                        Arrays.asList(
                                1,
                                -2147483648,
                                2147483648L,
                                9007199254740993L,
                                new BigInteger("12345678901234567890"),
                                new BigDecimal("0.10"),
                                new BigDecimal("1.5e3"),
                                new BigDecimal("1e400"),
                                new BigDecimal("1e-38")));
    }

    @Test
    void the_deadline_keeps_the_reserve_back_and_is_never_negative() {
        new HttpApiHandler(server.service)
                .handleRequest(post(QUERY).httpApi(), new Invocation(10_000));
        assertThat(server.executor.deadline().remaining().toMillis())
                .as("the first request of an instance reserves 2 seconds")
                .isBetween(5_000L, 8_000L);

        new HttpApiHandler(server.service)
                .handleRequest(post(QUERY).httpApi(), new Invocation(10_000));
        assertThat(server.executor.deadline().remaining().toMillis()).isBetween(8_000L, 9_500L);

        new HttpApiHandler(server.service)
                .handleRequest(post(QUERY).httpApi(), new Invocation(300));
        assertThat(server.executor.deadline().remaining()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void the_cost_is_reported_when_the_header_asks(EventKind kind) {
        server.send(kind, post(QUERY).header("GraphQL-Cost", "report"));
        assertThat(server.executor.request().costReport()).isEqualTo(CostReport.REPORT);

        server.send(kind, post(QUERY).header("graphql-cost", "no"));
        assertThat(server.executor.request().costReport()).isEqualTo(CostReport.NONE);
    }
}
