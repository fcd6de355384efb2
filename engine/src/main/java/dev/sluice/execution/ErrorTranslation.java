// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.MisfitException;
import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;
import dev.sluice.telemetry.Redacted;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.InvalidSyntaxError;
import graphql.execution.AbortExecutionException;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.UnknownOperationException;
import graphql.introspection.IntrospectionDisabledError;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;

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
    private static final String MESSAGE = "Something went wrong here.";
    private static final int LONGEST_PATH = 64;
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

    /// What graphql-java throws before it executes.
    ErrorReport of(GraphQLException fault) {
        return switch (fault) {
            case UnknownOperationException unknown -> of((GraphQLError) unknown);
            case AbortExecutionException tooLarge -> of((GraphQLError) tooLarge);
            case CoercingParseValueException _,
                    CoercingParseLiteralException _,
                    NonNullableValueCoercedAsNullException _,
                    InputMapDefinesTooManyFieldsException _,
                    OneOfTooManyKeysException _,
                    OneOfNullValueException _ ->
                    misfit(fault);
            default -> ErrorReport.of(refusal(fault));
        };
    }

    private static ErrorReport misfit(GraphQLException fault) {
        var name = VARIABLE.matcher(String.valueOf(fault.getMessage()));
        return new ErrorReport(
                ErrorCode.BAD_USER_INPUT,
                "A variable does not fit its type.",
                name.find() ? Map.of("variable", name.group(1)) : Map.of(),
                null,
                fault instanceof GraphQLError error ? locations(error) : List.of());
    }

    /// What clients are told of a failure; one that is ours has the request's id, and its detail is
    /// in the log.
    Refusal refusal(Throwable fault) {
        return switch (fault) {
            case Refusal known when known.code() == ErrorCode.INTERNAL -> internal(known.text());
            case Refusal known -> known;
            case MisfitException misfit -> {
                LOG.error("Request {}: {}", requestId, misfit.getMessage());
                yield internal(MESSAGE);
            }
            default -> {
                LOG.error("Request {} failed", requestId, Redacted.of(fault));
                yield internal(MESSAGE);
            }
        };
    }

    private Refusal internal(String message) {
        return new Refusal(ErrorCode.INTERNAL, message, Map.of("requestId", requestId));
    }

    private ErrorReport internal(GraphQLError error) {
        LOG.error("Request {} failed: {}", requestId, error.getErrorType());
        return report(ErrorCode.INTERNAL, MESSAGE, Map.of("requestId", requestId), error);
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
            parameters.put("field", cut(String.join(".", path)));
        }
        return parameters;
    }

    /// The end of a path, which says more than its start.
    private static String cut(String path) {
        return path.substring(Math.max(0, path.length() - LONGEST_PATH));
    }
}
