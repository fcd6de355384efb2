// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;
import static dev.sluice.internal.policy.ErrorCode.BAD_REQUEST;
import static dev.sluice.internal.policy.ErrorCode.LIMIT_EXCEEDED;
import static dev.sluice.internal.policy.ErrorCode.METHOD_NOT_ALLOWED;
import static dev.sluice.internal.policy.ErrorCode.NOT_ACCEPTABLE;
import static dev.sluice.internal.policy.ErrorCode.PAYLOAD_TOO_LARGE;
import static dev.sluice.internal.policy.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.internal.policy.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Everything that is not a GraphQL request is refused in the same way, for every gateway.
class TransportTest {
    private static final String CANARY = "canary7f3";

    private final Server server = new Server();

    record Case(String name, Exchange exchange, ErrorCode code) {
        Case as(ErrorCode other) {
            return new Case(name, exchange, other);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> refused() {
        return Stream.of(
                type("no content type"),
                type("text/plain", "text/plain"),
                type("form", "application/x-www-form-urlencoded"),
                type("multipart", "multipart/form-data; boundary=x"),
                type("type with a JSON suffix", "application/graphql-response+json"),
                type("type with a JSON prefix", "application/jsonp"),
                type("empty content type", ""),
                type("Latin 1", "application/json; charset=iso-8859-1"),
                type("UTF-16", "application/json; charset=\"UTF-16\""),
                type("two charsets", "application/json; charset=utf-8; charset=latin1"),
                type("two content types", "application/json", "text/plain"),
                refused(
                        "gzip",
                        post("").base64(gzip(QUERY)).header("content-encoding", "gzip"),
                        UNSUPPORTED_MEDIA_TYPE),
                refused(
                        "two encodings",
                        post(QUERY).header("Content-Encoding", "identity", "br"),
                        UNSUPPORTED_MEDIA_TYPE),
                body("empty body", ""),
                body("white space", " \n"),
                body("null", "null"),
                body("string", "\"" + CANARY + "\""),
                body("number", "7"),
                body("true", "true"),
                body("batch", "[" + QUERY + "]"),
                body("truncated", "{\"query\":\"" + CANARY),
                body("bare word", "{query:\"{ " + CANARY + " }\"}"),
                body("single quotes", "{'query':'{ __typename }'}"),
                body("comment", "/**/" + QUERY),
                body("trailing comma", "{\"query\":\"{a}\",}"),
                body("trailing text", QUERY + CANARY),
                body("trailing document", QUERY + QUERY),
                body("trailing NUL", QUERY + "\0"),
                body("byte order mark", "\uFEFF" + QUERY),
                body("duplicate member", "{\"query\":\"{a}\",\"query\":\"{b}\"}"),
                body(
                        "duplicate member, spelled differently",
                        "{\"query\":\"{a}\",\"\\u0071uery\":\"{b}\"}"),
                variables("duplicate nested name", "{\"a\":{\"b\":1,\"b\":2}}"),
                variables("NaN", "{\"a\":NaN}"),
                variables("Infinity", "{\"a\":-Infinity}"),
                variables("leading zero", "{\"a\":007}"),
                variables("plus sign", "{\"a\":+7}"),
                variables("hexadecimal", "{\"a\":0x7}"),
                variables("number of 101 digits", "{\"a\":" + "7".repeat(101) + "}")
                        .as(LIMIT_EXCEEDED),
                variables("fraction of 101 digits", "{\"a\":0." + "7".repeat(99) + "}")
                        .as(LIMIT_EXCEEDED),
                variables("number of 90 KB", "{\"a\":" + "7".repeat(90_000) + "}")
                        .as(LIMIT_EXCEEDED),
                variables("exponent of a billion", "{\"a\":1e999999999}"),
                variables("exponent beyond an int", "{\"a\":1e99999999999}"),
                variables("negative exponent of a billion", "{\"a\":1e-999999999}"),
                variables("lone high surrogate", "{\"a\":\"\\ud83d!\"}"),
                variables("lone low surrogate", "{\"a\":\"\\udc00\"}"),
                variables("high surrogate at the end", "{\"a\":\"\\ud83d\"}"),
                variables("lone surrogate in a name", "{\"\\ud83d\":1}"),
                variables("raw control character", "{\"a\":\"\u0001\"}"),
                variables("65 levels", "{\"a\":" + nested(63) + "}").as(LIMIT_EXCEEDED),
                variables("30,000 levels", "{\"a\":" + nested(30_000) + "}").as(LIMIT_EXCEEDED),
                body("raw lone surrogate", "{\"query\":\"\ud83d\"}"),
                body("no query", "{\"qeury\":\"{ __typename }\"}"),
                body("null query", "{\"query\":null}"),
                body(
                        "null query and null persistedQuery",
                        "{\"extensions\":{\"persistedQuery\":null}}"),
                member("query", "{\"obj\":\"ect\"}"),
                member("query", "0"),
                member("query", "false"),
                member("query", "[\"array\"]"),
                member("operationName", "{\"obj\":\"ect\"}"),
                member("operationName", "0"),
                member("operationName", "false"),
                member("operationName", "[\"array\"]"),
                member("variables", "\"" + CANARY + "\""),
                member("variables", "0"),
                member("variables", "false"),
                member("variables", "[\"array\"]"),
                member("extensions", "\"" + CANARY + "\""),
                member("extensions", "0"),
                member("extensions", "false"),
                member("extensions", "[\"array\"]"),
                refused("bad base64", post("").base64("%%%"), BAD_REQUEST),
                refused("half of base64", post("").base64("e"), BAD_REQUEST),
                refused("empty base64", post("").base64(""), BAD_REQUEST),
                refused(
                        "invalid UTF-8",
                        post("").base64("{\"query\":\"é\"}".getBytes(ISO_8859_1)),
                        BAD_REQUEST),
                refused(
                        "overlong UTF-8",
                        post("").base64("{\"query\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1)),
                        BAD_REQUEST),
                refused("UTF-16", post("").base64(QUERY.getBytes(UTF_16)), BAD_REQUEST),
                refused("over the cap", post(padded(100_001)), PAYLOAD_TOO_LARGE),
                refused(
                        "over the cap in bytes alone",
                        post("{\"query\":\"" + "é".repeat(50_000) + "\"}"),
                        PAYLOAD_TOO_LARGE),
                refused(
                        "over the cap in base64",
                        post("").base64(padded(100_001).getBytes(UTF_8)),
                        PAYLOAD_TOO_LARGE),
                refused("PUT", post(QUERY).method("PUT"), METHOD_NOT_ALLOWED),
                refused("HEAD", post(QUERY).method("HEAD"), METHOD_NOT_ALLOWED),
                refused("DELETE", post(QUERY).method("DELETE"), METHOD_NOT_ALLOWED),
                refused("post", post(QUERY).method("post"), METHOD_NOT_ALLOWED),
                refused("TRACE", post(QUERY).method(CANARY), METHOD_NOT_ALLOWED),
                accept("text/html"),
                accept("image/*"),
                accept("application/json;q=0"),
                accept("application/xml, */*;q=0"),
                accept("application/json; charset=utf-16"),
                accept(CANARY),
                refused("GET without a query", get(""), BAD_REQUEST),
                refused("GET with variables=0", get("query=%7Ba%7D&variables=0"), BAD_REQUEST),
                refused("GET with variables=", get("query=%7Ba%7D&variables="), BAD_REQUEST),
                refused(
                        "GET with malformed variables",
                        get("query=%7Ba%7D&variables=" + CANARY),
                        BAD_REQUEST),
                refused(
                        "GET with extensions of a list",
                        get("query=%7Ba%7D&extensions=%5B%5D"),
                        BAD_REQUEST),
                refused("GET with two queries", get("query=%7Ba%7D&query=%7Bb%7D"), BAD_REQUEST),
                refused(
                        "GET with a long query",
                        get("query=" + "a".repeat(100_001)),
                        PAYLOAD_TOO_LARGE));
    }

    static Stream<Arguments> refusedByEach() {
        return refused()
                .flatMap(each ->
                        Stream.of(EventKind.values()).map(kind -> Arguments.of(kind, each)));
    }

    @ParameterizedTest
    @MethodSource("refusedByEach")
    void an_invalid_request_gets_a_documented_refusal_and_nothing_runs(EventKind kind, Case each) {
        HttpResponse response = server.send(kind, each.exchange());

        assertThat(response.status()).isEqualTo(each.code().status());
        assertThat(Server.code(response)).isEqualTo(each.code().name());
        assertThat(Server.json(response).has("data")).isFalse();
        assertThat(Server.json(response).path("errors").path(0).path("message").asText())
                .isNotEmpty();
        assertThat(response.body())
                .hasSizeLessThan(1_024)
                .doesNotContain(CANARY, "Exception", "dev.sluice", "java.", "jackson", "\\n");
        assertThat(response.headers())
                .containsEntry("cache-control", "private, no-store")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("vary", "accept, accept-encoding, authorization");
        assertThat(response.headers().get("content-type")).endsWith("json; charset=utf-8");
        assertThat(server.executor.requests).isEmpty();
        assertThat(server.events.getLast().status()).isEqualTo(each.code().status());
        assertThat(server.events.getLast().codes()).containsExactly(each.code().name());

        assertThat(server.send(kind, post(QUERY)).status()).isEqualTo(200);
    }

    static Stream<Case> accepted() {
        return Stream.of(
                served("plain", post(QUERY)),
                served("charset", typed("application/json; charset=utf-8")),
                served("quoted charset", typed("Application/JSON;Charset=\"UTF-8\"")),
                served("other parameter", typed("application/json; profile=x")),
                served("repeated type", typed("application/json", "application/json")),
                served("identity", post(QUERY).header("content-encoding", "identity")),
                served(
                        "header case",
                        post(QUERY)
                                .header("CONTENT-TYPE", "application/json")
                                .header("aCCEPT", "*/*")),
                served("base64", post("").base64(QUERY.getBytes(UTF_8))),
                served("exactly the cap", post(padded(100_000))),
                served(
                        "exactly the cap in base64",
                        post("").base64(padded(100_000).getBytes(UTF_8))),
                served(
                        "null members",
                        post(
                                "{\"query\":\"{a}\",\"variables\":null,\"operationName\":null,\"extensions\":null}")),
                served("unknown member", post("{\"query\":\"{a}\",\"id\":[7]}")),
                served("64 levels", variables("", "{\"a\":" + nested(62) + "}").exchange()),
                served("100 digits", variables("", "{\"a\":" + "7".repeat(100) + "}").exchange()),
                served("astral character", post("{\"query\":\"🏃\\ud83c\\udfca\"}")),
                served("documentId", post("{\"documentId\":\"a\"}")),
                served("documentId by GET", get("documentId=sha256%3Aa")),
                served("GET", get("query=%7B__typename%7D")),
                served("foreign parameter twice", get("query=%7Ba%7D&x=1&x=2")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void what_is_a_request_is_executed(Case each) {
        for (EventKind kind : EventKind.values()) {
            assertThat(server.send(kind, each.exchange()).status()).isEqualTo(200);
        }
        assertThat(server.executor.requests).hasSize(EventKind.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void a_method_that_is_not_allowed_gets_those_that_are(EventKind kind) {
        HttpResponse response = server.send(kind, post(QUERY).method("PUT"));

        assertThat(response.headers()).containsEntry("allow", "GET, POST");
    }

    @ParameterizedTest
    @EnumSource
    void OPTIONS_is_answered_without_a_body(EventKind kind) {
        HttpResponse response = server.send(kind, new Exchange().method("OPTIONS"));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).containsEntry("allow", "GET, POST");
        assertThat(server.events.getLast().status()).isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_origin_is_never_reflected(EventKind kind) {
        for (String method : List.of("GET", "POST", "OPTIONS", "PUT")) {
            Exchange exchange =
                    post(QUERY)
                            .method(method)
                            .header("Origin", "https://" + CANARY)
                            .header("Access-Control-Request-Method", "POST");

            HttpResponse response = server.send(kind, exchange);

            assertThat(response.toString()).doesNotContain(CANARY);
            assertThat(response.headers().keySet())
                    .noneMatch(name -> name.startsWith("access-control"));
        }
    }

    @Test
    void a_query_string_of_malformed_bytes_is_refused() {
        for (String query : List.of("query=%zz", "query=%", "query=%e9", "query=%ed%a0%80")) {
            HttpResponse response = server.send(get(query));

            assertThat(Server.code(response)).isEqualTo("BAD_REQUEST");
        }
    }

    private static Case refused(String name, Exchange exchange, ErrorCode code) {
        return new Case(name, exchange, code);
    }

    private static Case served(String name, Exchange exchange) {
        return new Case(name, exchange, ErrorCode.INTERNAL);
    }

    private static Case type(String name, String... types) {
        return refused(name, post(QUERY).header("content-type", types), UNSUPPORTED_MEDIA_TYPE);
    }

    private static Exchange typed(String... types) {
        return post(QUERY).header("content-type", types);
    }

    private static Case body(String name, String body) {
        return refused(name, post(body), BAD_REQUEST);
    }

    private static Case variables(String name, String variables) {
        return body(name, "{\"query\":\"{a}\",\"variables\":" + variables + "}");
    }

    private static Case member(String name, String value) {
        String rest = name.equals("query") ? "" : "\"query\":\"{a}\",";
        return body(name + " " + value, "{" + rest + "\"" + name + "\":" + value + "}");
    }

    private static Case accept(String accept) {
        return refused("Accept: " + accept, post(QUERY).header("accept", accept), NOT_ACCEPTABLE);
    }

    private static String padded(int length) {
        return QUERY + " ".repeat(length - QUERY.length());
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
