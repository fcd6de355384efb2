// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The engine's error codes. The reference has a page for each.
public enum ErrorCode implements Code {
    BAD_REQUEST(Category.REQUEST, 400),
    UNSUPPORTED_MEDIA_TYPE(Category.REQUEST, 415),
    NOT_ACCEPTABLE(
            Category.REQUEST,
            406,
            "The accept header allows no media type that this API supports."),
    METHOD_NOT_ALLOWED(Category.REQUEST, 405),
    PAYLOAD_TOO_LARGE(
            Category.LIMIT,
            413,
            "The request is too large: {limit} may be at most {maximum}.",
            Parameter.LIMIT,
            Parameter.MAXIMUM),
    RESPONSE_TOO_LARGE(
            Category.LIMIT,
            500,
            "The response is too large: {limit} may be at most {maximum}.",
            Parameter.LIMIT,
            Parameter.MAXIMUM),
    GRAPHQL_PARSE_FAILED(Category.REQUEST, 400, "The document is not valid GraphQL syntax."),
    GRAPHQL_VALIDATION_FAILED(Category.REQUEST, 400),
    BAD_USER_INPUT(Category.REQUEST, 400),
    BAD_CURSOR(Category.REQUEST, 400, "The cursor is not valid here."),
    LIMIT_EXCEEDED(
            Category.LIMIT,
            400,
            "The request is over a limit: {limit} may be at most {maximum}.",
            Parameter.LIMIT,
            Parameter.MAXIMUM),
    OPERATION_TOO_EXPENSIVE(
            Category.LIMIT,
            400,
            "The operation could cost more than is allowed.",
            Parameter.LIMIT,
            Parameter.MAXIMUM,
            Parameter.BOUND,
            Parameter.FIELD),
    CALLER_LIMIT_EXCEEDED(
            Category.LIMIT,
            429,
            "The caller has used up its limit. Send the request again in {retryAfter} seconds.",
            Parameter.RETRY_AFTER),
    /// Clients of Apollo's protocol look for this message.
    PERSISTED_QUERY_NOT_FOUND(Category.REQUEST, 400, "PersistedQueryNotFound"),
    /// Clients of Apollo's protocol look for this message.
    PERSISTED_QUERY_NOT_SUPPORTED(Category.REQUEST, 400, "PersistedQueryNotSupported"),
    OPERATION_NOT_TRUSTED(Category.AUTHORIZATION, 403, "This API does not trust the operation."),
    UNAUTHENTICATED(Category.AUTHORIZATION, 401, "This field needs a signed-in caller."),
    FORBIDDEN(
            Category.AUTHORIZATION,
            403,
            "The caller may not use this field.",
            Parameter.ARGUMENT,
            Parameter.WRITE,
            Parameter.TYPE,
            Parameter.ELEMENT),
    NOT_FOUND(
            Category.CONFLICT,
            404,
            "There is no such item.",
            Parameter.WRITE,
            Parameter.TYPE,
            Parameter.ELEMENT),
    GONE(Category.CONFLICT, 410, "The item has been deleted since.", Parameter.TYPE),
    CONFLICT(
            Category.CONFLICT,
            409,
            "The item has changed since it was read.",
            Parameter.WRITE,
            Parameter.TYPE,
            Parameter.ELEMENT,
            Parameter.VERSION),
    CONDITION_FAILED(
            Category.CONFLICT,
            409,
            DeclaredCode.MESSAGE,
            Parameter.WRITE,
            Parameter.TYPE,
            Parameter.ELEMENT),
    TOO_MANY_ITEMS(
            Category.CONFLICT,
            409,
            "The list has more than {maximum} items, so nothing was written.",
            Parameter.MAXIMUM,
            Parameter.TYPE),
    READ_BACK_FAILED(
            Category.DEPENDENCY,
            503,
            "The mutation was applied, but its answer could not be read."),
    IDEMPOTENCY_MISMATCH(
            Category.REQUEST, 422, "The token was used before with different arguments."),
    THROTTLED(Category.DEPENDENCY, 503, "The data store is too busy."),
    DEADLINE_EXCEEDED(Category.DEPENDENCY, 503, "The request ran out of time."),
    UNAVAILABLE(Category.DEPENDENCY, 503, "A service that the API needs is unavailable."),
    INTERNAL(
            Category.INTERNAL,
            500,
            "The server failed. Its log has the details for this request id.",
            Parameter.REQUEST_ID);

    private final Category category;
    private final int status;
    private final @Nullable String message;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Parameter> parameters;

    /// A code whose messages are those of its `Reason`s.
    ErrorCode(Category category, int status) {
        this(category, status, null);
    }

    ErrorCode(Category category, int status, @Nullable String message, Parameter... parameters) {
        this.category = category;
        this.status = status;
        this.message = message;
        this.parameters = List.of(parameters);
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public int status() {
        return status;
    }

    /// Returns the message, in which `{name}` is replaced by a parameter, or null if each `Reason`
    /// of this code has its own.
    public @Nullable String message() {
        return message;
    }

    public List<Parameter> parameters() {
        return parameters;
    }
}
