// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.event;
import static dev.sluice.devtools.badinput.Sent.get;
import static dev.sluice.devtools.badinput.Sent.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.List;

/// Events that lack parts or are of another kind, methods, and headers.
final class EventCases {
    private static final String ME_ENCODED = "query=%7B%20me%20%7B%20id%20%7D%20%7D";

    private EventCases() {}

    static Cases cases() {
        var cases = new Cases();
        parts(cases);
        kinds(cases);
        headers(cases);
        methods(cases);
        return cases;
    }

    private static void parts(Cases cases) {
        var nothing = JsonNodeFactory.instance.nullNode();
        cases.of(Clause.EVENT_WITH_NULL_PARTS)
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "headers that are null",
                        query(ME).set("", "headers", nothing))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "an event without headers",
                        query(ME).drop("headers"))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "a header that is null",
                        query(ME).header("content-type", null))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a body that is null",
                        query(ME).set("", "body", nothing))
                .refused(400, "BAD_REQUEST", "an event without a body", query(ME).drop("body"))
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a request context that is null",
                        query(ME).set("", "requestContext", nothing))
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "an event without a request context",
                        query(ME).drop("requestContext"))
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a request context without HTTP",
                        query(ME).set("/requestContext", "http", nothing))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a query string that is null",
                        get("").set("", "rawQueryString", nothing))
                .answered(C1, "a path that is null", query(ME).set("", "rawPath", nothing))
                .answered(
                        "{\"me\":null}",
                        List.of("/me UNAUTHENTICATED"),
                        "an authorizer that is null",
                        query(ME).set("/requestContext", "authorizer", nothing));
    }

    private static void kinds(Cases cases) {
        cases.of(Clause.OTHER_KINDS_OF_EVENTS);
        for (var json :
                List.of(
                        "null",
                        "{}",
                        "{\"Records\":[{\"messageId\":\"1\",\"body\":\""
                                + SECRET
                                + "\",\"eventSource\":\"aws:sqs\"}]}",
                        "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\""
                                + SECRET
                                + "\"}}]}",
                        "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}",
                        "{\"httpMethod\":\"POST\",\"path\":\"/graphql\",\"headers\":{\"content-type\":\"application/json\"},"
                                + "\"requestContext\":{\"resourcePath\":\"/graphql\",\"httpMethod\":\"POST\"},"
                                + "\"body\":\"{\\\"query\\\":\\\"{ me { id } }\\\"}\"}",
                        "{\"version\":\"1.0\",\"httpMethod\":\"GET\",\"requestContext\":{\"elb\":{\"targetGroupArn\":\""
                                + SECRET
                                + "\"}}}",
                        "{\"requestContext\":{\"connectionId\":\""
                                + SECRET
                                + "\",\"eventType\":\"MESSAGE\"}}",
                        "{\"warmup\":true}")) {
            cases.refused(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "the event " + (json.length() > 60 ? json.substring(0, 60) + "..." : json),
                    event(json));
        }
        cases.answered(
                        C1,
                        "members that no gateway sends",
                        query(ME).set("", "zq", Exchange.json("{\"a\":[1,{\"b\":null}]}")))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "an event of a function URL without a body",
                        functionUrl("POST", "null"))
                .answered(
                        "{\"me\":null}",
                        List.of("/me UNAUTHENTICATED"),
                        "a function URL, whose authorizer knows no claims",
                        functionUrl("POST", "\"{\\\"query\\\":\\\"{ me { id } }\\\"}\""));
    }

    private static Sent functionUrl(String method, String body) {
        return event(
                """
                {"version":"2.0","rawPath":"/graphql","headers":{"content-type":"application/json"},
                 "requestContext":{"authorizer":{"iam":{"accessKey":"%s","userId":"c1"}},
                 "http":{"method":"%s","path":"/graphql"}},"body":%s}\
                """
                        .formatted(SECRET, method, body));
    }

    private static void headers(Cases cases) {
        cases.of(Clause.HEADER_CASE_AND_REPETITION)
                .answered(
                        C1,
                        "a content type whose name is in capitals",
                        query(ME)
                                .without("content-type")
                                .header("CONTENT-TYPE", "application/json"))
                .answered(
                        C1,
                        "a content type that is repeated",
                        query(ME).header("content-type", "application/json,application/json"))
                .answered(
                        C1,
                        "one header in two spellings",
                        query(ME).header("Content-Type", "application/json"))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "two spellings of a header that contradict each other",
                        query(ME).header("Content-Type", "text/plain"))
                .answered(
                        C1,
                        "an accepted type whose header is in capitals",
                        query(ME).without("accept").header("ACCEPT", "APPLICATION/JSON"))
                .answered(
                        C1,
                        "two headers of 20,000 characters",
                        query(ME).header("x-a", SECRET + "a".repeat(20_000)).header("", SECRET));
        cases.of(Clause.UNSUPPORTED_ACCEPT);
        for (var accept :
                List.of(
                        "text/html",
                        "text/*",
                        "application/xml",
                        "application/graphql-response+json;q=0",
                        "application/json;charset=utf-16",
                        "application/json;q=" + SECRET,
                        "*/*;q=0",
                        SECRET)) {
            cases.refused(
                    406,
                    "NOT_ACCEPTABLE",
                    "only %s is accepted".formatted(accept),
                    query(ME).header("accept", accept));
        }
        for (var accept :
                List.of("", "*/*", "application/*", "text/html, application/json;q=0.1")) {
            cases.answered(
                    C1,
                    "the header Accept: '%s'".formatted(accept),
                    query(ME).header("accept", accept));
        }
    }

    private static void methods(Cases cases) {
        cases.of(Clause.MUTATION_BY_GET)
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a mutation in a query string",
                        get("query=mutation%7B__typename%7D"))
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a mutation in a query string, in the other media type",
                        get("query=mutation%7B__typename%7D").acceptingJson())
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a mutation by GET that is chosen among operations",
                        get(
                                "query=query%20A%7Bme%7Bid%7D%7Dmutation%20B%7B__typename%7D&operationName=B"))
                .answered(C1, "a query in a query string", get(ME_ENCODED));
        cases.of(Clause.OTHER_METHODS).empty("OPTIONS", query(ME).method("OPTIONS"));
        for (var method :
                List.of("PUT", "HEAD", "DELETE", "PATCH", "TRACE", "CONNECT", "post", "", SECRET)) {
            cases.refused(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "the method '%s'".formatted(method),
                    query(ME).method(method));
        }
    }
}
