// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.error;

import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns an exception of a data fetcher into an error of its field.
public final class FetchFaults implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var report =
                report(
                        parameters.getException(),
                        parameters.getPath(),
                        parameters.getDataFetchingEnvironment());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(report).build());
    }

    public static ErrorReport report(
            Throwable thrown, ResultPath path, DataFetchingEnvironment environment) {
        var refusal = translation(environment).refusal(cause(thrown));
        var location = environment.getField().getSourceLocation();
        return new ErrorReport(
                refusal, path.toList(), location == null ? List.of() : List.of(location));
    }

    private static ErrorTranslation translation(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(ErrorTranslation.class));
    }

    public static Throwable cause(Throwable fault) {
        var cause = fault.getCause();
        return fault instanceof CompletionException && cause != null ? cause(cause) : fault;
    }
}
