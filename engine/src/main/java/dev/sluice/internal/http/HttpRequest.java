// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

/// An HTTP request as API Gateway tells it, whatever the event; nothing in it has been judged yet.
///
/// @param method as sent, or empty where the event has none
/// @param path as sent, with the stage where the gateway keeps it, or empty
/// @param requestId names the request in the log; never empty
public record HttpRequest(
        String method,
        String path,
        Headers headers,
        QueryParameters query,
        Body body,
        AuthorizerClaims claims,
        String requestId) {}
