// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The limits of one request and its answer. A deployment sets each within its range.
public enum Limit {
    BODY_BYTES(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "bytes",
            100_000,
            1,
            6_000_000,
            "The largest request: the decoded body, or the query string."),
    RESPONSE_BYTES(
            ErrorCode.RESPONSE_TOO_LARGE,
            "bytes",
            5_500_000,
            10_000,
            5_500_000,
            "The largest response. Quotes and backslashes count twice, as in Lambda's reply."),
    READ_BYTES(
            ErrorCode.RESPONSE_TOO_LARGE,
            "bytes",
            64_000_000,
            1_000_000,
            1_000_000_000,
            "The most memory for the items that one operation reads."
                    + " Each value takes up 200 bytes more than its text."),
    DOCUMENT_CHARACTERS("characters", 16_384, 1, 100_000, "The longest document."),
    DOCUMENT_TOKENS("tokens", 2_000, 1, 5_000, "The most tokens of a document."),
    NESTING(
            "levels",
            64,
            1,
            64,
            "The deepest nesting of lists and objects in JSON, or of brackets in a document."),
    NUMBER_CHARACTERS("characters", 100, 20, 1_000, "The longest number, in JSON or a document."),
    NAME_CHARACTERS("characters", 128, 1, 1_000, "The longest name, in JSON or a document."),
    LIST_ELEMENTS("elements", 500, 1, 10_000, "The longest list, in JSON or a document."),
    OPERATIONS("operations", 50, 1, 1_000, "The most operations of a document."),
    FRAGMENTS("fragments", 50, 0, 100, "The most fragment definitions of a document."),
    ALIASES("aliases", 100, 0, 1_000, "The most aliases of a document."),
    DIRECTIVES("directives", 50, 0, 1_000, "The most directives of a document."),
    VARIABLES("variables", 50, 0, 1_000, "The most variables that a document declares."),
    DEPTH(
            "levels",
            12,
            1,
            64,
            "The deepest nesting of fields, if the schema has no `@limits`."
                    + " Introspection does not count."),
    ROOT_FIELDS("fields", 50, 1, 1_000, "The most fields at the root of an operation."),
    FIELDS(
            "fields",
            5_000,
            1,
            20_000,
            "The most fields of an operation. A fragment counts each time it is spread."),
    PAGE_ITEMS("items", 1_000, 1, 1_000, "The largest page, whatever `maxItems` says."),
    INTROSPECTION_DEPTH("levels", 20, 1, 64, "The deepest nesting of introspection fields."),
    INTROSPECTION_FIELDS("fields", 500, 1, 5_000, "The most introspection fields."),
    INTROSPECTION_LISTS(
            "levels",
            3,
            1,
            8,
            "The deepest nesting of introspection lists: `types`, `fields`, `args`.");

    private final ErrorCode code;
    private final String unit;
    private final int standard;
    private final int least;
    private final int most;
    private final String meaning;

    Limit(String unit, int standard, int least, int most, String meaning) {
        this(ErrorCode.LIMIT_EXCEEDED, unit, standard, least, most, meaning);
    }

    Limit(ErrorCode code, String unit, int standard, int least, int most, String meaning) {
        this.code = code;
        this.unit = unit;
        this.standard = standard;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    /// Returns the limit with a name as in errors.
    public static Optional<Limit> of(String parameter) {
        return Stream.of(values()).filter(limit -> limit.parameter().equals(parameter)).findFirst();
    }

    /// Returns the code of the refusal if a request exceeds the limit.
    public ErrorCode code() {
        return code;
    }

    public String unit() {
        return unit;
    }

    /// Returns the maximum if a deployment does not set one.
    public int standard() {
        return standard;
    }

    /// Returns the smallest maximum that a deployment may set.
    public int least() {
        return least;
    }

    /// Returns the largest maximum that a deployment may set.
    public int most() {
        return most;
    }

    /// Returns its description in the reference, one sentence.
    public String meaning() {
        return meaning;
    }

    /// Returns its name in an error: `documentTokens` for `DOCUMENT_TOKENS`.
    public String parameter() {
        var words = name().split("_", -1);
        var camel = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            camel.append(words[i].charAt(0)).append(words[i].substring(1).toLowerCase(Locale.ROOT));
        }
        return camel.toString();
    }
}
