// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Collects the error codes that a schema declares by `@write(onFail:)`.
final class FailureCodes {
    /// The engine's own.
    static final Set<String> RESERVED =
            Set.of(
                    "BAD_REQUEST",
                    "UNSUPPORTED_MEDIA_TYPE",
                    "NOT_ACCEPTABLE",
                    "METHOD_NOT_ALLOWED",
                    "PAYLOAD_TOO_LARGE",
                    "RESPONSE_TOO_LARGE",
                    "GRAPHQL_PARSE_FAILED",
                    "GRAPHQL_VALIDATION_FAILED",
                    "BAD_USER_INPUT",
                    "BAD_CURSOR",
                    "LIMIT_EXCEEDED",
                    "OPERATION_TOO_EXPENSIVE",
                    "PERSISTED_QUERY_NOT_FOUND",
                    "PERSISTED_QUERY_NOT_SUPPORTED",
                    "OPERATION_NOT_TRUSTED",
                    "UNAUTHENTICATED",
                    "FORBIDDEN",
                    "NOT_FOUND",
                    "GONE",
                    "CONFLICT",
                    "CONDITION_FAILED",
                    "READ_BACK_FAILED",
                    "IDEMPOTENCY_MISMATCH",
                    "THROTTLED",
                    "DEADLINE_EXCEEDED",
                    "UNAVAILABLE",
                    "INTERNAL");

    private static final int LONGEST = 64;
    private static final Pattern UPPER_SNAKE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private final SchemaFile file;
    private final Problems problems;

    FailureCodes(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The names, in alphabetical order.
    Set<String> compile() {
        var codes = new TreeSet<String>();
        for (var type : file.objectTypes()) {
            for (var field : type.getFieldDefinitions()) {
                for (var write : field.getDirectives("write")) {
                    var code = Directives.text(write, "onFail");
                    if (code != null) {
                        check(code, SchemaFile.coordinate(type, field));
                        codes.add(code.value());
                    }
                }
            }
        }
        return codes;
    }

    private void check(Text code, String coordinate) {
        if (!UPPER_SNAKE.matcher(code.value()).matches() || code.value().length() > LONGEST) {
            problems.report(
                    code,
                    0,
                    coordinate,
                    "onFail is not the name of an error code",
                    "write it as OUT_OF_STOCK, with at most %d characters".formatted(LONGEST));
        } else if (RESERVED.contains(code.value())) {
            problems.report(
                    code,
                    0,
                    coordinate,
                    "`%s` is an error code of the engine".formatted(code.value()),
                    "give the failure a name of its own, or leave onFail out for CONDITION_FAILED");
        }
    }
}
