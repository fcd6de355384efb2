// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Compresses responses, because an HTTP API does not.
///
/// Source: RFC 9110, 8.4.1.3 "Gzip Coding" and 12.5.3 "Accept-Encoding".
public final class Gzip {
    private static final String CODING = "gzip";

    /// Shorter bodies hardly become shorter, in characters.
    private static final int SHORTEST = 1_024;

    private Gzip() {}

    /// Returns whether the client takes this response compressed, and it is worth it.
    public static boolean suits(HttpRequest request, HttpResponse response) {
        return response.body().length() >= SHORTEST && accepts(request.headers());
    }

    /// `*` stands for every coding that the header does not name.
    private static boolean accepts(Headers headers) {
        List<MediaType> codings =
                headers.elements("accept-encoding").stream().map(MediaType::parse).toList();
        return codings.stream()
                .filter(coding -> coding.name().equals(CODING))
                .findFirst()
                .or(() -> codings.stream().filter(coding -> coding.name().equals("*")).findFirst())
                .map(coding -> coding.quality() > 0)
                .orElse(false);
    }

    /// Returns the headers of the compressed response.
    public static Map<String, String> headers(HttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("content-encoding", CODING);
        return headers;
    }

    /// Returns the compressed body.
    public static byte[] body(HttpResponse response) {
        var bytes = new ByteArrayOutputStream(response.body().length() / 4);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written to", e);
        }
        return bytes.toByteArray();
    }
}
