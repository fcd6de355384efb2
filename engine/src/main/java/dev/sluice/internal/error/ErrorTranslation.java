// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.error;

import dev.sluice.internal.computation.ResolverFault;
import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.recording.Redacted;

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.InvalidSyntaxError;
import graphql.execution.AbortExecutionException;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.UnknownOperationException;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Gives each of graphql-java's errors a code and a message. The message repeats only names from
/// the request.
public final class ErrorTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslation.class);
    private static final int LONGEST_PATH = 64;
    private static final Pattern VARIABLE =
            Pattern.compile("[Vv]ariable '([_A-Za-z][_0-9A-Za-z]{0,63})'");

    private final RequestLimits limits;
    private final String requestId;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    public ErrorTranslation(RequestLimits limits, String requestId) {
        this.limits = limits;
        this.requestId = requestId;
    }

    public ErrorReport of(GraphQLError error) {
        return switch (error) {
            case ErrorReport report -> report;
            case InvalidSyntaxError _ -> report(new Refusal(ErrorCode.GRAPHQL_PARSE_FAILED), error);
            case ValidationError invalid ->
                    report(new Refusal(Reason.DOCUMENT_NOT_VALID, rule(invalid)), error);
            case UnknownOperationException _ ->
                    report(new Refusal(Reason.OPERATION_NOT_NAMED), error);
            case AbortExecutionException _ -> report(limits.exceeded(Limit.FIELDS), error);
            default -> internal(error);
        };
    }

    /// Translates an exception that graphql-java throws before it executes.
    public ErrorReport of(GraphQLException fault) {
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
                new Refusal(
                        Reason.VARIABLE_NOT_OF_ITS_TYPE,
                        name.find() ? Map.of(Parameter.VARIABLE, name.group(1)) : Map.of()),
                null,
                fault instanceof GraphQLError error ? locations(error) : List.of());
    }

    /// Returns what clients learn of a failure. A fault of the API has the request's id, and its
    /// detail is in the log.
    public Refusal refusal(Throwable fault) {
        return switch (fault) {
            case Refusal known when known.code() == ErrorCode.INTERNAL -> internal();
            case Refusal known -> known;
            case MisfitException misfit -> {
                LOG.error("Request {}: {}", requestId, misfit.getMessage());
                yield internal();
            }
            case ResolverFault resolver -> {
                logOnce(resolver);
                yield internal();
            }
            default -> {
                LOG.error("Request {} failed", requestId, Redacted.of(fault));
                yield internal();
            }
        };
    }

    /// Logs a fault once, even if many objects of a batch fail in the same way.
    private void logOnce(ResolverFault fault) {
        var thrown = fault.getCause();
        if (logged.add(fault.getMessage() + (thrown == null ? "" : thrown.getClass().getName()))) {
            LOG.error(
                    "Request {}: {}",
                    requestId,
                    fault.getMessage(),
                    thrown == null ? null : Redacted.of(thrown));
        }
    }

    private Refusal internal() {
        return new Refusal(ErrorCode.INTERNAL, Map.of(Parameter.REQUEST_ID, requestId));
    }

    private ErrorReport internal(GraphQLError error) {
        LOG.error("Request {} failed: {}", requestId, error.getErrorType());
        return report(internal(), error);
    }

    private static ErrorReport report(Refusal refusal, GraphQLError error) {
        return new ErrorReport(refusal, error.getPath(), locations(error));
    }

    private static List<SourceLocation> locations(GraphQLError error) {
        List<SourceLocation> locations = error.getLocations();
        return locations == null ? List.of() : locations;
    }

    private static Map<Parameter, Object> rule(ValidationError invalid) {
        var parameters = new EnumMap<Parameter, Object>(Parameter.class);
        parameters.put(Parameter.RULE, String.valueOf(invalid.getValidationErrorType()));
        List<String> path = invalid.getQueryPath();
        if (path != null) {
            parameters.put(Parameter.FIELD, cut(String.join(".", path)));
        }
        return parameters;
    }

    /// Keeps the end of a path, which says more than its start.
    private static String cut(String path) {
        return path.substring(Math.max(0, path.length() - LONGEST_PATH));
    }
}
