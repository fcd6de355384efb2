// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.body;
import static dev.sluice.devtools.badinput.Sent.get;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Bodies that are not valid requests.
final class BodyCases {
    static final String ME = "{ me { id } }";

    static final String C1 = "{\"me\":{\"id\":\"c1\"}}";

    private static final String VALID = "{\"query\":\"{ me { id } }\"}";

    private BodyCases() {}

    static Cases cases() {
        var cases = new Cases();
        contentTypes(cases);
        encodings(cases);
        json(cases);
        members(cases);
        return cases;
    }

    private static void contentTypes(Cases cases) {
        cases.of(Clause.CONTENT_TYPE_MISSING_OR_WRONG)
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "a body without a content type",
                        body(VALID).without("content-type"))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "a content type refused in the other media type too",
                        body(VALID).header("content-type", "text/plain").acceptingJson());
        for (var type :
                List.of(
                        "",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=" + SECRET,
                        "application/graphql",
                        "application/graphql+json",
                        "application/octet-stream",
                        "text/json",
                        "application/json5",
                        "*/*",
                        "application/json, text/plain",
                        SECRET)) {
            cases.refused(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "a body of the content type '%s'".formatted(type),
                    body(VALID).header("content-type", type));
        }
        cases.of(Clause.CHARACTER_SET_OTHER_THAN_UTF_8)
                .answered(
                        C1,
                        "UTF-8 named in quotes and capitals is UTF-8",
                        body(VALID).header("content-type", "Application/JSON; Charset=\"UTF-8\""));
        for (var set : List.of("iso-8859-1", "utf-16", "utf-7", "us-ascii", "utf-8; charset=x")) {
            cases.refused(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "JSON in the character set " + set,
                    body(VALID).header("content-type", "application/json; charset=" + set));
        }
    }

    private static void encodings(Cases cases) {
        cases.of(Clause.INVALID_UTF_8)
                .refused(400, "BAD_REQUEST", "a byte that begins no character", bytes("\u00ff"))
                .refused(400, "BAD_REQUEST", "a character cut in the middle", bytes("\u00e2\u0082"))
                .refused(400, "BAD_REQUEST", "an overlong encoding", bytes("\u00c0\u00af"))
                .refused(400, "BAD_REQUEST", "an encoded surrogate", bytes("\u00ed\u00a0\u0080"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "UTF-16 in place of UTF-8",
                        body(VALID.getBytes(StandardCharsets.UTF_16)))
                .refused(400, "BAD_REQUEST", "a query string that is not UTF-8", get("query=%ff"))
                .refused(400, "BAD_REQUEST", "a byte order mark", body("\ufeff" + VALID));
        cases.of(Clause.COMPRESSED_BODY)
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "a gzip body that says so",
                        body(gzip(VALID)).header("content-encoding", "gzip"))
                .refused(400, "BAD_REQUEST", "a gzip body that does not say so", body(gzip(VALID)))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "a small body that would be inflated to megabytes",
                        body(gzip(" ".repeat(5_000_000))).header("content-encoding", "gzip"))
                .refused(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "plain JSON that is said to be compressed",
                        body(VALID).header("content-encoding", "br"))
                .answered(
                        C1,
                        "the encoding identity is no compression",
                        body(VALID).header("content-encoding", "identity"));
        cases.of(Clause.MALFORMED_BASE64)
                .refused(400, "BAD_REQUEST", "no base64 at all", base64("zq*secret*qz"))
                .refused(400, "BAD_REQUEST", "base64 that ends too early", base64("eyJxd"))
                .refused(400, "BAD_REQUEST", "JSON where base64 was announced", base64(VALID))
                .refused(400, "BAD_REQUEST", "base64 of nothing", base64(""))
                .answered(
                        C1,
                        "base64 of a request is a request",
                        body(VALID.getBytes(StandardCharsets.UTF_8)));
    }

    private static void json(Cases cases) {
        cases.of(Clause.MALFORMED_JSON);
        for (var text :
                List.of(
                        "{",
                        "{\"query\":",
                        "{'query':'{ me { id } }'}",
                        "{query:\"" + SECRET + "\"}",
                        "{\"query\":\"{ me { id } }\",}",
                        "{\"query\":\"\\x\"}",
                        "{\"query\":\"\\u12\"}",
                        "{\"query\":\"\n" + SECRET + "\"}",
                        "{\"query\":NaN}",
                        "{\"query\":01}",
                        "{\"query\":tru}",
                        "/* " + SECRET + " */{}",
                        SECRET,
                        "<query/>")) {
            cases.refused(400, "BAD_REQUEST", "the text %s is no JSON".formatted(text), body(text));
        }
        cases.of(Clause.REPEATED_MEMBERS)
                .refused(
                        400,
                        "BAD_REQUEST",
                        "two queries in one request",
                        body("{\"query\":\"{ me { id } }\",\"query\":\"" + SECRET + "\"}"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a name that is repeated by an escape",
                        body("{\"query\":\"{ me { id } }\",\"quer\\u0079\":\"\"}"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "two variables of one name",
                        body("{\"query\":\"{ me { id } }\",\"variables\":{\"a\":1,\"a\":2}}"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a query parameter that is repeated",
                        get("query=%7Bme%7Bid%7D%7D&query=" + SECRET));
        cases.of(Clause.TRAILING_BYTES)
                .refused(400, "BAD_REQUEST", "a second object", body(VALID + VALID))
                .refused(400, "BAD_REQUEST", "a word after the object", body(VALID + SECRET))
                .refused(400, "BAD_REQUEST", "a bracket after the object", body(VALID + "]"))
                .refused(400, "BAD_REQUEST", "NUL after the object", body(VALID + "\u0000"))
                .answered(C1, "white space around the object", body(" \r\n\t" + VALID + "\n "));
        cases.of(Clause.LIST_OF_REQUESTS)
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a list of two requests",
                        body("[%s,%1$s]".formatted(VALID)))
                .refused(400, "BAD_REQUEST", "a list of one request", body("[" + VALID + "]"))
                .refused(400, "BAD_REQUEST", "a list of nothing", body("[]"))
                .refused(
                        400,
                        "BAD_REQUEST",
                        "a list of requests in the other media type",
                        body("[" + VALID + "]").acceptingJson());
    }

    private static void members(Cases cases) {
        cases.of(Clause.BODY_THAT_IS_NO_OBJECT);
        for (var text : List.of("null", "true", "12", "\"" + SECRET + "\"", "", " ", "{}")) {
            cases.refused(400, "BAD_REQUEST", "the body '%s'".formatted(text), body(text));
        }
        cases.refused(400, "BAD_REQUEST", "a GET without a query", get(""))
                .refused(400, "BAD_REQUEST", "a GET of variables alone", get("variables=%7B%7D"));
        cases.of(Clause.MEMBERS_OF_THE_WRONG_TYPE);
        for (var query : List.of("1", "true", "[\"{ me { id } }\"]", "{\"a\":1}", "null")) {
            cases.refused(
                    400, "BAD_REQUEST", "the query " + query, body("{\"query\":" + query + "}"));
        }
        for (var member :
                List.of(
                        "\"operationName\":1",
                        "\"operationName\":[\"" + SECRET + "\"]",
                        "\"variables\":\"" + SECRET + "\"",
                        "\"variables\":[]",
                        "\"variables\":1",
                        "\"extensions\":\"" + SECRET + "\"",
                        "\"extensions\":[1]")) {
            cases.refused(
                    400,
                    "BAD_REQUEST",
                    "a request with " + member,
                    body("{\"query\":\"{ me { id } }\"," + member + "}"));
        }
        cases.refused(
                        400,
                        "BAD_REQUEST",
                        "variables in a query string that are no object",
                        get("query=%7Bme%7Bid%7D%7D&variables=1"))
                .answered(
                        C1,
                        "members that are null count as absent",
                        body(
                                "{\"query\":\"{ me { id } }\",\"operationName\":null,"
                                        + "\"variables\":null,\"extensions\":null}"));
    }

    private static Sent bytes(String latin1) {
        var text = "{\"query\":\"{ me { id } } # " + latin1 + "\"}";
        return body(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Sent base64(String text) {
        return body(text).set("", "isBase64Encoded", Exchange.json("true"));
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
