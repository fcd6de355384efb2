// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.InvalidSyntaxError;
import graphql.execution.AbortExecutionException;
import graphql.execution.UnknownOperationException;
import graphql.introspection.IntrospectionDisabledError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Gives each of graphql-java's errors a code and a message that repeats nothing of the request but
/// names.
final class ErrorTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslation.class);
    private static final int LONGEST_NAME = 64;
    private static final Pattern VARIABLE =
            Pattern.compile("[Vv]ariable '([_A-Za-z][_0-9A-Za-z]{0,63})'");

    private final String requestId;

    ErrorTranslation(String requestId) {
        this.requestId = requestId;
    }

    ErrorReport of(GraphQLError error) {
        return switch (error) {
            case ErrorReport report -> report;
            case InvalidSyntaxError _ ->
                    report(
                            ErrorCode.GRAPHQL_PARSE_FAILED,
                            "The document is not valid GraphQL syntax.",
                            Map.of(),
                            error);
            case ValidationError invalid ->
                    report(
                            ErrorCode.GRAPHQL_VALIDATION_FAILED,
                            "The document does not fit the schema.",
                            rule(invalid),
                            error);
            case UnknownOperationException _ ->
                    report(
                            ErrorCode.GRAPHQL_VALIDATION_FAILED,
                            "The request must name one operation of its document.",
                            Map.of(),
                            error);
            case IntrospectionDisabledError _ ->
                    report(
                            ErrorCode.GRAPHQL_VALIDATION_FAILED,
                            "Introspection is off.",
                            Map.of(),
                            error);
            case AbortExecutionException _ ->
                    report(
                            ErrorCode.LIMIT_EXCEEDED,
                            "The operation selects too many fields.",
                            Map.of(),
                            error);
            default -> internal(error);
        };
    }

    /// What graphql-java throws while it coerces variables.
    ErrorReport ofCoercion(GraphQLException fault) {
        if (fault instanceof UnknownOperationException
                || fault instanceof AbortExecutionException) {
            return of((GraphQLError) fault);
        }
        var name = VARIABLE.matcher(String.valueOf(fault.getMessage()));
        return new ErrorReport(
                ErrorCode.BAD_USER_INPUT,
                "A variable does not fit its type.",
                name.find() ? Map.of("variable", name.group(1)) : Map.of(),
                null,
                fault instanceof GraphQLError error ? locations(error) : List.of());
    }

    Refusal internal(Throwable fault) {
        LOG.error("Request {} failed", requestId, fault);
        return new Refusal(
                ErrorCode.INTERNAL, "Something went wrong here.", Map.of("requestId", requestId));
    }

    private ErrorReport internal(GraphQLError error) {
        LOG.error("Request {} failed: {}", requestId, error.getErrorType());
        return report(
                ErrorCode.INTERNAL,
                "Something went wrong here.",
                Map.of("requestId", requestId),
                error);
    }

    private static ErrorReport report(
            ErrorCode code, String message, Map<String, Object> parameters, GraphQLError error) {
        return new ErrorReport(code, message, parameters, error.getPath(), locations(error));
    }

    private static List<SourceLocation> locations(GraphQLError error) {
        List<SourceLocation> locations = error.getLocations();
        return locations == null ? List.of() : locations;
    }

    private static Map<String, Object> rule(ValidationError invalid) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("rule", String.valueOf(invalid.getValidationErrorType()));
        List<String> path = invalid.getQueryPath();
        if (path != null) {
            parameters.put(
                    "field", String.join(".", path.stream().map(ErrorTranslation::cut).toList()));
        }
        return parameters;
    }

    private static String cut(@Nullable String name) {
        var known = String.valueOf(name);
        return known.length() <= LONGEST_NAME ? known : known.substring(0, LONGEST_NAME);
    }
}
