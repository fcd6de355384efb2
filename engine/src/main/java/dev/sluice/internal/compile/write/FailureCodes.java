// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.resolver.ResolverFields;

import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Collects the error codes that a schema declares, by `@write(onFail:)` and `@resolver(codes:)`.
public final class FailureCodes {
    /// The engine's own codes.
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
                    "CALLER_LIMIT_EXCEEDED",
                    "PERSISTED_QUERY_NOT_FOUND",
                    "PERSISTED_QUERY_NOT_SUPPORTED",
                    "OPERATION_NOT_TRUSTED",
                    "UNAUTHENTICATED",
                    "FORBIDDEN",
                    "NOT_FOUND",
                    "GONE",
                    "CONFLICT",
                    "CONDITION_FAILED",
                    "TOO_MANY_ITEMS",
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

    public FailureCodes(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// Returns the names of the codes, in alphabetical order.
    public Set<String> compile() {
        var codes = new TreeSet<String>();
        for (var type : file.objectTypes()) {
            for (var field : type.getFieldDefinitions()) {
                for (var code : declared(field)) {
                    check(code, SchemaFile.coordinate(type, field));
                    codes.add(code.text().value());
                }
            }
        }
        return codes;
    }

    /// @param name the name of the argument, for messages
    /// @param instead how to do without it, or null
    private record Declared(Text text, String name, @Nullable String instead) {}

    private static List<Declared> declared(FieldDefinition field) {
        var all = new ArrayList<Declared>();
        for (var write : field.getDirectives("write")) {
            var code = Directives.text(write, "onFail");
            if (code != null) {
                all.add(new Declared(code, "onFail", "remove onFail for CONDITION_FAILED"));
            }
        }
        var resolver = Directives.find(field, "resolver");
        if (resolver != null) {
            ResolverFields.codes(resolver)
                    .forEach(code -> all.add(new Declared(code, "an element of codes", null)));
        }
        return all;
    }

    private void check(Declared code, String coordinate) {
        var name = code.text().value();
        if (!UPPER_SNAKE.matcher(name).matches() || name.length() > LONGEST) {
            problems.report(
                    code.text(),
                    0,
                    coordinate,
                    code.name() + " is not the name of an error code",
                    "write it as OUT_OF_STOCK, with at most %d characters".formatted(LONGEST));
        } else if (RESERVED.contains(name)) {
            var fix = "use another name";
            problems.report(
                    code.text(),
                    0,
                    coordinate,
                    "`%s` is an error code of Sluice".formatted(name),
                    code.instead() == null ? fix : "%s, or %s".formatted(fix, code.instead()));
        }
    }
}
