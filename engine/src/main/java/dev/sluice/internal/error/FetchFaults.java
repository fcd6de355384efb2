// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.error;

import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns an exception of a data fetcher into an error of its field.
public final class FetchFaults implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        var environment = parameters.getDataFetchingEnvironment();
        var place =
                new FieldPlace(
                        parameters.getPath(),
                        environment.getField(),
                        environment.getGraphQlContext());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(
                                report(parameters.getException(), place))
                        .build());
    }

    public static ErrorReport report(Throwable thrown, FieldPlace place) {
        ErrorTranslation translation =
                Objects.requireNonNull(place.context().get(ErrorTranslation.class));
        var location = place.field().getSourceLocation();
        return new ErrorReport(
                translation.refusal(cause(thrown)),
                place.path().toList(),
                location == null ? List.of() : List.of(location));
    }

    public static Throwable cause(Throwable fault) {
        var cause = fault.getCause();
        return fault instanceof CompletionException && cause != null ? cause(cause) : fault;
    }
}
