// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// For any event, the answer is well-formed, with a documented status and code.
///
/// The first byte chooses which parts are present. The second and third bytes choose common methods
/// and media types. The rest is split at bytes that never occur in UTF-8.
public final class EventFuzz {
    private static final List<String> METHODS = List.of("POST", "GET", "OPTIONS", "PUT");
    private static final List<String> TYPES =
            List.of("application/json", "application/graphql-response+json", "text/plain", "*/*");
    private static final byte SEPARATOR = -1;

    private EventFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 3) {
            return;
        }
        var parts =
                new String(input, 3, input.length - 3, StandardCharsets.ISO_8859_1)
                        .split(String.valueOf((char) (SEPARATOR & 0xFF)), -1);
        FuzzedApi.check(FuzzedApi.shop().answer(event(input[0], input[1], input[2], parts)));
    }

    private static APIGatewayV2HTTPEvent event(int there, int method, int type, String[] parts) {
        var event = new APIGatewayV2HTTPEvent();
        event.setIsBase64Encoded((there & 1) != 0);
        event.setBody((there & 2) == 0 ? part(parts, 0) : null);
        event.setRawPath((there & 4) == 0 ? "/graphql" : part(parts, 1));
        event.setRawQueryString((there & 8) == 0 ? null : part(parts, 0));
        if ((there & 16) == 0) {
            Map<String, @Nullable String> headers = new HashMap<>();
            headers.put("content-type", chosen(TYPES, type, part(parts, 2)));
            headers.put("accept", chosen(TYPES, type >> 4, part(parts, 3)));
            headers.put(part(parts, 4), part(parts, 5));
            event.setHeaders(headers);
        }
        if ((there & 32) == 0) {
            event.setRequestContext(context(there, method, parts));
        }
        return event;
    }

    private static APIGatewayV2HTTPEvent.RequestContext context(
            int there, int method, String[] parts) {
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod(chosen(METHODS, method, part(parts, 6)));
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setHttp(http);
        context.setRequestId(part(parts, 7));
        if ((there & 64) == 0) {
            var jwt = new APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT();
            jwt.setClaims(Map.of("sub", part(parts, 8), "cognito:groups", part(parts, 9)));
            var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
            authorizer.setJwt(jwt);
            context.setAuthorizer(authorizer);
        }
        return context;
    }

    /// Returns one of the common values, or the other one.
    private static String chosen(List<String> common, int number, String other) {
        int choice = number & 7;
        return choice < common.size() ? common.get(choice) : other;
    }

    private static String part(String[] parts, int number) {
        return number < parts.length
                ? new String(
                        parts[number].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : "";
    }
}
