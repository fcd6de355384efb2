// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks that hold for every reply, whatever was sent.
final class Oracle {
    private static final int LARGEST_ERROR = 16 * 1024;
    private static final int SMALLEST_BOUND = 1024;
    private static final int LONGEST_NAME = 64;

    private static final List<String> READS = List.of("GetItem", "BatchGetItem", "Query");

    /// Stack traces, class names, ARNs, attributes of composed keys, and secrets.
    private static final Pattern LEAK =
            Pattern.compile(
                    "\\bat [\\w.$]+\\(|exception|stackoverflow|outofmemory|(java|javax|graphql"
                            + "|com\\.fasterxml|software\\.amazon|com\\.amazonaws|dev\\.sluice)\\.\\w"
                            + "|arn:|dynamodb|condition ?expression|\"(pk|sk)\""
                            + "|(?-i:\\b\\w+(Pk|Sk)\\b)|did you mean|zqtable|zqsecretqz",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

    private Oracle() {}

    static void check(Exchange exchange, Expected expected) {
        reply(exchange);
        log(exchange);
        operations(exchange);
        switch (expected) {
            case Expected.Refused refused -> refused(exchange, refused);
            case Expected.Answered answered -> answered(exchange, answered);
            case Expected.Empty _ -> empty(exchange);
            case Expected.Like _ -> assertThat(exchange.status()).isEqualTo(200);
            case Expected.Leaving(var first, _, _) -> check(exchange, first);
        }
    }

    /// Only mutations write, and a refused field writes nothing. If a write or its reply was lost,
    /// the case itself says what was written.
    private static void operations(Exchange exchange) {
        if (!exchange.sent().text().contains("mutation")) {
            assertThat(READS).as("DynamoDB's operations").containsAll(exchange.operations());
        } else if (!exchange.seen().hindered()) {
            long answered =
                    exchange.body().path("data").valueStream().filter(f -> !f.isNull()).count();
            assertThat(exchange.seen().applied().size())
                    .as("writes")
                    .isLessThanOrEqualTo((int) answered);
        }
    }

    private static void reply(Exchange exchange) {
        assertThat(LEAK.matcher(exchange.response().toString()).results().map(r -> r.group()))
                .as("leaks in %s", start(exchange.text()))
                .isEmpty();
        if (!exchange.sent().text().contains("\"bob\"")) {
            assertThat(exchange.text()).doesNotContain(DeskData.BOBS);
        }
        assertThat(exchange.response().path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(exchange.header("access-control-allow-origin")).isEmpty();
        assertThat(exchange.header("cache-control"))
                .matches("private, no-store|public, max-age=60");
        if (exchange.status() == 204) {
            return;
        }
        assertThat(exchange.header("content-type"))
                .matches("application/(graphql-response\\+)?json; charset=utf-8");
        assertThat(exchange.header("x-content-type-options")).isEqualTo("nosniff");
        var errors = exchange.body().path("errors");
        if (!errors.isMissingNode()) {
            assertThat(errors.isArray() && !errors.isEmpty()).isTrue();
            assertThat(exchange.header("cache-control")).isEqualTo("private, no-store");
            assertThat(exchange.codes()).hasSize(errors.size());
            names(exchange);
        }
    }

    /// An error repeats only names of the document, and no long ones.
    private static void names(Exchange exchange) {
        for (var error : exchange.body().path("errors")) {
            error.path("extensions")
                    .forEach(value ->
                            assertThat(value.asText().length()).isLessThanOrEqualTo(LONGEST_NAME));
        }
    }

    /// Each line is a JSON object without control characters. Besides the events of requests and
    /// their metrics, there is at most one line, without a stack trace: nothing that a client sends
    /// is a fault of Sluice. A fault of DynamoDB may log a stack trace and more lines.
    private static void log(Exchange exchange) {
        var log = exchange.log();
        assertThat(log).doesNotContain(Sent.SECRET, DeskData.BOBS).doesNotContainPattern(CONTROL);
        var lines = log.lines().map(Exchange::json).toList();
        assertThat(lines).allMatch(JsonNode::isObject).anyMatch(Oracle::isEvent);
        if (!exchange.seen().hindered()) {
            assertThat(lines)
                    .filteredOn(line -> !isEvent(line) && !line.has("_aws"))
                    .hasSizeLessThanOrEqualTo(1)
                    .noneMatch(line -> line.has("error"));
        }
    }

    private static boolean isEvent(JsonNode line) {
        return line.path("message").asText().equals("request");
    }

    private static void refused(Exchange exchange, Expected.Refused expected) {
        assertThat(exchange.status()).as(start(exchange.text())).isEqualTo(expected.status());
        assertThat(exchange.codes()).isNotEmpty().allMatch(expected.code()::equals);
        assertThat(exchange.body().has("data")).isFalse();
        assertThat(exchange.text().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of the reply")
                .isLessThanOrEqualTo(
                        Math.min(LARGEST_ERROR, SMALLEST_BOUND + 2 * exchange.sent().size()));
        if (expected.status() < 500) {
            assertThat(exchange.operations()).as("reads").isEmpty();
        }
        if (expected.status() == 405) {
            assertThat(exchange.header("allow")).contains("POST");
        }
    }

    private static void answered(Exchange exchange, Expected.Answered expected) {
        assertThat(exchange.status()).as(start(exchange.text())).isEqualTo(200);
        assertThat(exchange.errors()).isEqualTo(expected.errors());
        assertThat(exchange.body().path("data")).isEqualTo(Exchange.json(expected.data()));
    }

    private static void empty(Exchange exchange) {
        assertThat(exchange.status()).isEqualTo(204);
        assertThat(exchange.text()).isEmpty();
        assertThat(exchange.header("allow").toUpperCase(Locale.ROOT)).isEqualTo("GET, POST");
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 1_000)).replace("%", "%%");
    }
}
