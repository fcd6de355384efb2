// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.http.HttpSettings;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.powertools.TelemetrySettings;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The environment variables of a deployment, except the limits.
enum Setting {
    CURSOR_SECRET(
            "The secret in AWS Secrets Manager from which Sluice derives the keys of"
                    + " cursors: any text of at least 32 characters.",
            "the ARN or the name of a secret",
            "none: it or `SLUICE_CURSOR_KEYS` must be set",
            ""),
    CURSOR_KEYS(
            "The keys that seal and open cursors, if no secret gives them. The first"
                    + " key seals; every key opens.",
            "`id:key` pairs joined by commas, each key 16 or 32 bytes in base64",
            "none: it or `SLUICE_CURSOR_SECRET` must be set",
            "ids of 1 to 64 ASCII characters"),
    LIVE_SETTINGS(
            "Where Sluice reads [live settings](live-settings.md), which change without a"
                    + " deployment.",
            "the name or the ARN of a parameter in Systems Manager, or `file:` and a path",
            "none",
            ""),
    TABLES(
            "The name of a table in DynamoDB, if it differs from its name in the schema.",
            "`Table=name` pairs joined by commas",
            "each table as in the schema",
            ""),
    INTROSPECTION("Whether clients may read the schema.", "`on` or `off`", "`off`", ""),
    COST_REPORT(
            "What `GraphQL-Cost: report` returns: only the bound, or also what was"
                    + " consumed. From what was consumed, a client can learn whether hidden"
                    + " items exist.",
            "`bound` or `consumed`",
            "`bound`",
            ""),
    TRUSTED_DOCUMENTS(
            "What happens to a document that is not trusted: `any` runs it, `prefer`"
                    + " runs it and reports it in the log and the metrics, `only` refuses it.",
            "`any`, `prefer` or `only`",
            "`any`",
            ""),
    CALLER_LIMIT_FAILS(
            "What happens to an operation if the limit of its caller"
                    + " (`@limits(perCaller:)`) cannot be read: `open` runs it, `closed` refuses"
                    + " it.",
            "`open` or `closed`",
            "`open`",
            ""),
    GROUP_CLAIM(
            "The claim that holds the caller's groups.",
            "a claim's name",
            "`%s`".formatted(HttpSettings.defaults().groupClaim()),
            ""),
    CORS_ORIGINS(
            "The origins whose pages may read replies in a browser.",
            "`https://example.com` and the like joined by commas, or `*`",
            "none",
            ""),
    STATUSES(
            "Which HTTP statuses replies have: `established` uses those that every"
                    + " client knows, `2026` those of GraphQL over HTTP of July 2026, with 294"
                    + " and 422.",
            "`established` or `2026`",
            "`established`",
            ""),
    SLOW_FIELD(
            "The log and the metrics report fields that wait longer than this as slow.",
            "a number of milliseconds",
            "`%d`".formatted(TelemetrySettings.defaults().slowField().toMillis()),
            "0 to 30000"),
    LOG_SAMPLE_RATE(
            "The share of requests for which the log has each request to DynamoDB and each field.",
            "a number from 0 to 1",
            "`0`",
            ""),
    TRACING_LIBRARY(
            "What makes the spans: `powertools` sends them to AWS X-Ray, `opentelemetry` to a"
                    + " collector, which the variables `OTEL_*` name.",
            "`powertools` or `opentelemetry`",
            "`powertools`",
            ""),
    PRIMING(
            "What runs before SnapStart takes a snapshot, so that restored instances"
                    + " are warm: `full` runs the whole path of a request, `dynamodb` only"
                    + " requests to DynamoDB, `none` nothing.",
            "`full`, `dynamodb` or `none`",
            "`full`",
            ""),
    BREAKERS(
            "Whether a circuit breaker opens if a table or a Java resolver fails.",
            "`on` or `off`",
            "`on`",
            ""),
    INSTANCE_READ_BYTES(
            "The most memory for the items that all operations of an instance read at the same"
                    + " time. What does not fit is refused with `UNAVAILABLE`.",
            "a number of bytes",
            "a quarter of the heap",
            "at least 1000000");

    private final String meaning;
    private final String form;
    private final String standard;
    private final String range;

    /// @param form the values that the variable accepts; the message for any other value
    Setting(String meaning, String form, String standard, String range) {
        this.meaning = meaning;
        this.form = form;
        this.standard = standard;
        this.range = range;
    }

    Variable variable() {
        return new Variable("SLUICE_" + name(), meaning, form, standard, range, form);
    }

    static Variable variable(Limit limit) {
        var form = "a number of " + limit.unit();
        var range = "%d to %d".formatted(limit.least(), limit.most());
        return new Variable(
                "SLUICE_MAX_" + limit.name(),
                limit.meaning(),
                form,
                String.valueOf(limit.standard()),
                range,
                form + " from " + range);
    }

    /// Returns the limit with a name as in errors.
    ///
    /// @throws IllegalArgumentException if there is none, or the maximum is out of its range
    static Limit limit(String name, int maximum) {
        var limit = Limit.of(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
        if (maximum < limit.least() || maximum > limit.most()) {
            throw new IllegalArgumentException(
                    "%s must be %s.".formatted(name, variable(limit).expected()));
        }
        return limit;
    }

    private static String unknown(String name) {
        var all = Stream.of(Limit.values()).map(Limit::parameter);
        return "There is no limit %s. The limits are %s."
                .formatted(name, all.collect(Collectors.joining(", ")));
    }

    /// Returns every variable that is read, in the order of the reference.
    static List<Variable> variables() {
        return Stream.concat(
                        Stream.of(values()).map(Setting::variable),
                        Stream.of(Limit.values()).map(Setting::variable))
                .toList();
    }

    /// An environment variable.
    ///
    /// @param form the values that it accepts, with the unit
    /// @param standard the default
    /// @param range the range of values, if `form` does not give it
    /// @param expected the values that it accepts, for a message
    record Variable(
            String name,
            String meaning,
            String form,
            String standard,
            String range,
            String expected) {}
}
