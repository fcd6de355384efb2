// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Converts a request to the event that API Gateway sends to a function, in payload format 2.0.
///
/// Source: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs".
final class GatewayEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /// Headers of one connection, which are not passed on, and cookies, which have their own field.
    private static final Set<String> LEFT_OUT =
            Set.of("connection", "cookie", "keep-alive", "te", "transfer-encoding", "upgrade");

    private GatewayEvents() {}

    /// @param claims of the valid token, or null on a route without an authorizer
    static APIGatewayV2HTTPEvent of(
            ClientRequest request,
            String routeKey,
            String requestId,
            @Nullable Map<String, String> claims) {
        var text = BodyEncoding.isText(request.header("content-type"));
        var body = request.body().length == 0 ? null : BodyEncoding.encode(request.body(), text);
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(routeKey)
                .withRawPath(request.path())
                .withRawQueryString(request.query() == null ? "" : request.query())
                .withCookies(cookies(request))
                .withHeaders(headers(request))
                .withQueryStringParameters(QueryString.joined(request.query()))
                .withBody(body)
                .withIsBase64Encoded(body != null && !text)
                .withRequestContext(context(request, routeKey, requestId, claims))
                .build();
    }

    private static RequestContext context(
            ClientRequest request,
            String routeKey,
            String requestId,
            @Nullable Map<String, String> claims) {
        var context =
                RequestContext.builder()
                        .withAccountId("123456789012")
                        .withApiId("local")
                        .withDomainName(host(request))
                        .withDomainPrefix("local")
                        .withStage("$default")
                        .withRouteKey(routeKey)
                        .withRequestId(requestId)
                        .withTime(TIME.format(request.received()))
                        .withTimeEpoch(request.received().toEpochMilli())
                        .withHttp(
                                RequestContext.Http.builder()
                                        .withMethod(request.method())
                                        .withPath(request.path())
                                        .withProtocol(request.protocol())
                                        .withSourceIp(request.address())
                                        .withUserAgent(request.header("user-agent"))
                                        .build());
        if (claims != null) {
            var jwt = RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
            context.withAuthorizer(RequestContext.Authorizer.builder().withJwt(jwt).build());
        }
        return context.build();
    }

    private static Map<String, String> headers(ClientRequest request) {
        var headers = new TreeMap<String, String>();
        request.headers()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        headers.keySet().removeAll(LEFT_OUT);
        headers.put("content-length", Integer.toString(request.body().length));
        headers.merge("x-forwarded-for", request.address(), (sent, own) -> sent + ", " + own);
        headers.put("x-forwarded-port", Integer.toString(request.port()));
        headers.put("x-forwarded-proto", "http");
        headers.putIfAbsent("x-amzn-trace-id", TraceId.random(request.received()));
        return headers;
    }

    private static @Nullable List<String> cookies(ClientRequest request) {
        var cookies = new ArrayList<String>();
        for (var header : request.headers().getOrDefault("cookie", List.of())) {
            for (var cookie : header.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
        return cookies.isEmpty() ? null : cookies;
    }

    private static String host(ClientRequest request) {
        var host = request.header("host");
        return host == null ? "localhost" : host.replaceFirst(":\\d+$", "");
    }

    /// Decides which bodies API Gateway passes on as text. This was measured, because the
    /// documentation has no list.
    private static final class BodyEncoding {
        private static final Set<String> TEXT =
                Set.of("application/json", "application/xml", "application/javascript");

        static boolean isText(@Nullable String contentType) {
            if (contentType == null) {
                return false;
            }
            var mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            return mediaType.startsWith("text/") || TEXT.contains(mediaType);
        }

        static String encode(byte[] body, boolean text) {
            return text
                    ? new String(body, StandardCharsets.UTF_8)
                    : Base64.getEncoder().encodeToString(body);
        }
    }
}
