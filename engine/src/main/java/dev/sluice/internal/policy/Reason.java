// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.List;

/// The causes that share a code; `extensions.reason` of an error.
public enum Reason {
    BODY_MISSING(ErrorCode.BAD_REQUEST, "The request has no body."),
    BODY_NOT_BASE64(ErrorCode.BAD_REQUEST, "The body is not base64."),
    BODY_NOT_AN_OBJECT(ErrorCode.BAD_REQUEST, "The body must be one JSON object."),
    NOT_UTF_8(ErrorCode.BAD_REQUEST, "The request is not UTF-8."),
    JSON_MALFORMED(ErrorCode.BAD_REQUEST, "The JSON text is malformed."),
    JSON_FOLLOWED(ErrorCode.BAD_REQUEST, "The JSON text is followed by something else."),
    JSON_NAME_REPEATED(ErrorCode.BAD_REQUEST, "A name is repeated within a JSON object."),
    JSON_HALF_SURROGATE(ErrorCode.BAD_REQUEST, "A string holds half of a surrogate pair."),
    JSON_EXPONENT_TOO_LARGE(ErrorCode.BAD_REQUEST, "A number's exponent is too large."),
    QUERY_MISSING(ErrorCode.BAD_REQUEST, "The request has no query."),
    MEMBER_NOT_A_STRING(ErrorCode.BAD_REQUEST, "{member} must be a string.", Parameter.MEMBER),
    MEMBER_NOT_AN_OBJECT(ErrorCode.BAD_REQUEST, "{member} must be an object.", Parameter.MEMBER),
    PERSISTED_QUERY_MALFORMED(
            ErrorCode.BAD_REQUEST, "persistedQuery must have version 1 and a string sha256Hash."),
    TWO_DOCUMENTS_NAMED(
            ErrorCode.BAD_REQUEST, "documentId and persistedQuery name different documents."),
    QUERY_NOT_THE_NAMED_ONE(
            ErrorCode.BAD_REQUEST, "The query is not the document that the id names."),
    QUERY_PARAMETER_REPEATED(ErrorCode.BAD_REQUEST, "A query parameter is repeated."),
    QUERY_STRING_NOT_ENCODED(ErrorCode.BAD_REQUEST, "The query string is not percent-encoded."),

    NOT_JSON(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "The content type must be application/json in UTF-8."),
    COMPRESSED(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed."),

    NEITHER_GET_NOR_POST(ErrorCode.METHOD_NOT_ALLOWED, "The method must be GET or POST."),
    MUTATION_BY_GET(ErrorCode.METHOD_NOT_ALLOWED, "A mutation needs a POST request."),

    DOCUMENT_NOT_VALID(
            ErrorCode.GRAPHQL_VALIDATION_FAILED,
            "The document does not fit the schema.",
            Parameter.RULE,
            Parameter.FIELD),
    OPERATION_NOT_NAMED(
            ErrorCode.GRAPHQL_VALIDATION_FAILED,
            "The request must name one operation of its document."),
    INTROSPECTION_OFF(ErrorCode.GRAPHQL_VALIDATION_FAILED, "Introspection is off."),

    VARIABLE_NOT_OF_ITS_TYPE(
            ErrorCode.BAD_USER_INPUT, "A variable does not fit its type.", Parameter.VARIABLE),
    CONSTRAINT_NOT_MET(
            ErrorCode.BAD_USER_INPUT,
            "An argument does not meet its constraint.",
            Parameter.VARIABLE,
            Parameter.ARGUMENT,
            Parameter.CONSTRAINT,
            Parameter.BOUND,
            Parameter.FIELD),
    PAGE_SIZE_OUT_OF_RANGE(
            ErrorCode.BAD_USER_INPUT,
            "A page's size is out of range.",
            Parameter.VARIABLE,
            Parameter.ARGUMENT,
            Parameter.MINIMUM,
            Parameter.MAXIMUM,
            Parameter.FIELD),
    NOT_ONE_PAGE_SIZE(
            ErrorCode.BAD_USER_INPUT,
            "A page needs either first or last.",
            Parameter.VARIABLE,
            Parameter.ARGUMENT,
            Parameter.FIELD),
    TIMES_TOO_FAR_APART(
            ErrorCode.BAD_USER_INPUT,
            "The times are too far apart.",
            Parameter.VARIABLE,
            Parameter.ARGUMENT,
            Parameter.MAXIMUM,
            Parameter.FIELD),
    VALUE_NOT_STORABLE(ErrorCode.BAD_USER_INPUT, "A value is beyond what its field can hold."),
    VALUE_MISSING(ErrorCode.BAD_USER_INPUT, "A required field has no value."),
    ITEM_TOO_LARGE(
            ErrorCode.BAD_USER_INPUT, "An item may have at most {maximum} KB.", Parameter.MAXIMUM),
    WRITES_OF_ONE_ITEM(
            ErrorCode.BAD_USER_INPUT, "Two writes of the mutation change the same item.");

    private final ErrorCode code;
    private final String message;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Parameter> parameters;

    Reason(ErrorCode code, String message, Parameter... parameters) {
        this.code = code;
        this.message = message;
        this.parameters = List.of(parameters);
    }

    public ErrorCode code() {
        return code;
    }

    /// Returns the message, in which `{name}` is replaced by a parameter.
    public String message() {
        return message;
    }

    /// Returns the parameters besides `reason` itself.
    public List<Parameter> parameters() {
        return parameters;
    }
}
