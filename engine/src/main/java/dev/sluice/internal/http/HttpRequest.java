// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

/// An HTTP request from API Gateway, independent of the kind of event. Nothing in it has been
/// checked.
///
/// @param method as sent, or empty if the event has none
/// @param path as sent, with the stage if the gateway keeps it, or empty
/// @param address the client's IP address as the gateway saw it, or empty; no header sets it
/// @param requestId names the request in the log; never empty
public record HttpRequest(
        String method,
        String path,
        Headers headers,
        QueryParameters query,
        Body body,
        AuthorizerClaims claims,
        String address,
        String requestId) {}
