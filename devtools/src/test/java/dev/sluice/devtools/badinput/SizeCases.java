// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.Sent.body;
import static dev.sluice.devtools.badinput.Sent.get;

import java.nio.charset.StandardCharsets;

/// Bodies that are too deep, too long or compressed, and some that are just accepted.
final class SizeCases {
    private static final int BODY_CAP = 100_000;
    private static final String VALID = "{\"query\":\"{ me { id } }\"}";

    private SizeCases() {}

    static Cases cases() {
        var cases = new Cases();
        sizes(cases);
        return cases;
    }

    private static void sizes(Cases cases) {
        cases.of(Clause.JSON_NESTING)
                .answered(C1, "64 levels of JSON", nested(64))
                .refused(400, "LIMIT_EXCEEDED", "65 levels of JSON", nested(65))
                .refused(400, "LIMIT_EXCEEDED", "20,000 levels of JSON", nested(20_000))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "20,000 levels of JSON that never end",
                        body(
                                "{\"query\":\"{ me { id } }\",\"variables\":"
                                        + "{\"a\":".repeat(19_000)));
        cases.of(Clause.LONG_NUMBERS_IN_JSON)
                .answered(C1, "a number of 100 digits", number("1".repeat(100)))
                .refused(400, "LIMIT_EXCEEDED", "a number of 101 digits", number("1".repeat(101)))
                .refused(400, "LIMIT_EXCEEDED", "90,000 digits", number("9".repeat(90_000)))
                .refused(
                        400,
                        "LIMIT_EXCEEDED",
                        "90,000 digits behind the point",
                        number("0." + "9".repeat(90_000)))
                .refused(400, "BAD_REQUEST", "an exponent of millions", number("1e9999999"))
                .refused(400, "BAD_REQUEST", "an exponent beyond 32 bits", number("1e99999999999"));
        cases.of(Clause.BODY_SIZE)
                .answered(C1, "a body of exactly the largest size", padded(BODY_CAP))
                .refused(413, "PAYLOAD_TOO_LARGE", "one byte more", padded(BODY_CAP + 1))
                .refused(413, "PAYLOAD_TOO_LARGE", "five megabytes", padded(5_000_000))
                .answered(
                        C1,
                        "base64 of the largest size, for the decoded size counts",
                        body(padding(BODY_CAP).getBytes(StandardCharsets.UTF_8)))
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "base64 of one byte more",
                        body(padding(BODY_CAP + 1).getBytes(StandardCharsets.UTF_8)))
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "fewer characters than bytes are allowed, of three bytes each",
                        body("{\"query\":\"" + "\u20ac".repeat(40_000) + "\"}"))
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "a body too large in the other media type",
                        padded(BODY_CAP + 1).acceptingJson())
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "a query string too large",
                        get("query=%7Bme%7Bid%7D%7D&remark=" + "x".repeat(BODY_CAP)));
    }

    /// Returns a body with this number of levels. The request itself is one of them.
    private static Sent nested(int levels) {
        var lists = levels - 1;
        return body(
                "{\"query\":\"{ me { id } }\",\"remark\":"
                        + "[".repeat(lists)
                        + "]".repeat(lists)
                        + "}");
    }

    private static Sent number(String number) {
        return body("{\"query\":\"{ me { id } }\",\"remark\":" + number + "}");
    }

    private static Sent padded(int bytes) {
        return body(padding(bytes));
    }

    private static String padding(int bytes) {
        return VALID + " ".repeat(bytes - VALID.length());
    }
}
