// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

/// What `extensions.code` of an error can say. The reference lists each with its HTTP status.
public enum ErrorCode {
    BAD_REQUEST(400),
    UNSUPPORTED_MEDIA_TYPE(415),
    NOT_ACCEPTABLE(406),
    METHOD_NOT_ALLOWED(405),
    PAYLOAD_TOO_LARGE(413),
    RESPONSE_TOO_LARGE(500),
    GRAPHQL_PARSE_FAILED(400),
    GRAPHQL_VALIDATION_FAILED(400),
    BAD_USER_INPUT(400),
    BAD_CURSOR(400),
    LIMIT_EXCEEDED(400),
    OPERATION_TOO_EXPENSIVE(400),
    PERSISTED_QUERY_NOT_SUPPORTED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    THROTTLED(503),
    DEADLINE_EXCEEDED(503),
    UNAVAILABLE(503),
    INTERNAL(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /// The HTTP status when nothing was executed; once execution has started the status is 200.
    public int status() {
        return status;
    }
}
