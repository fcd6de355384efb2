// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.Refusal;

import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns what a data fetcher throws into an error of its field.
final class FetchFaults implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var fault = cause(parameters.getException());
        var environment = parameters.getDataFetchingEnvironment();
        var refusal =
                fault instanceof Refusal known
                        ? known
                        : environment
                                .getGraphQlContext()
                                .<ErrorTranslation>get(ErrorTranslation.class)
                                .internal(fault);
        var report =
                ErrorReport.of(
                        refusal,
                        parameters.getPath().toList(),
                        List.of(parameters.getSourceLocation()));
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(report).build());
    }

    private static Throwable cause(Throwable fault) {
        var cause = fault.getCause();
        return fault instanceof CompletionException && cause != null ? cause(cause) : fault;
    }
}
