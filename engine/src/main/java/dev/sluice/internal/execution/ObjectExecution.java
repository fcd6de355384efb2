// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.execution.AnswerPlace.Holder;
import dev.sluice.internal.execution.SelectedField.Fetch;
import dev.sluice.internal.request.RequestScope;

import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.NonNullableFieldWasNullException;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/// Answers one object and everything below it. Writes each value to its place in the answer as soon
/// as it is known, so only reads need futures.
///
/// Leaves to graphql-java the fields that only it can read, and every value that does not fit its
/// type, so that the errors are graphql-java's.
final class ObjectExecution {
    private final ObjectStrategy strategy;
    private final ExecutionContext context;
    private final GraphQLSchema schema;
    private final RequestScope scope;
    private final Selections selections;
    private final ExecutionStrategyParameters parameters;
    private final AnswerPlace root;
    private int waiting;
    private boolean isNull;
    private @Nullable Throwable fault;
    private @Nullable CompletableFuture<@Nullable Object> whole;

    /// @param parameters with which graphql-java executes the object
    ObjectExecution(
            ObjectStrategy strategy,
            ExecutionContext context,
            ExecutionStrategyParameters parameters) {
        this.strategy = strategy;
        this.context = context;
        this.schema = context.getGraphQLSchema();
        this.scope = RequestScope.of(context.getGraphQLContext());
        this.selections = Objects.requireNonNull(context.getGraphQLContext().get(Selections.class));
        this.parameters = parameters;
        GraphQLObjectType type = parameters.getExecutionStepInfo().getUnwrappedNonNullTypeAs();
        this.root =
                new AnswerPlace(
                        parameters,
                        selections.of(
                                schema,
                                Objects.requireNonNull(parameters.getField()),
                                type,
                                parameters::getFields));
    }

    /// Returns the answer, or a future of it.
    @SuppressWarnings("FutureReturnValueIgnored") // graphql-java takes both.
    Object run() {
        fill(root);
        if (waiting == 0 && !isNull && fault == null) {
            return root.answer();
        }
        var future = new CompletableFuture<@Nullable Object>();
        if (waiting == 0) {
            complete(future);
        } else {
            whole = future;
        }
        return future;
    }

    private void complete(CompletableFuture<@Nullable Object> future) {
        var step = parameters.getExecutionStepInfo();
        if (fault != null) {
            future.completeExceptionally(fault);
        } else if (!isNull) {
            future.complete(root.answer());
        } else if (step.isNonNullType()) {
            future.completeExceptionally(
                    new NonNullableFieldWasNullException(step, parameters.getPath()));
        } else {
            future.complete(null);
        }
    }

    private void await(
            CompletableFuture<? extends @Nullable Object> future,
            BiConsumer<@Nullable Object, @Nullable Throwable> then) {
        waiting++;
        var _ =
                future.whenComplete((value, failure) -> {
                    try {
                        then.accept(value, failure);
                    } catch (Throwable unexpected) {
                        fault = unexpected;
                    }
                    waiting--;
                    if (waiting == 0 && whole != null) {
                        complete(whole);
                    }
                });
    }

    private void fill(AnswerPlace place) {
        for (var field : place.selection().fields()) {
            switch (field.fetch()) {
                case Fetch.Held held -> hold(place, field, held);
                case Fetch.Read read -> read(place, field, read);
                case Fetch.Foreign _ -> leave(place, field);
            }
        }
    }

    private void hold(AnswerPlace place, SelectedField field, Fetch.Held held) {
        Object value;
        try {
            value = held.of(place.source());
        } catch (Exception failure) {
            fail(place, field, failure);
            return;
        }
        if (value instanceof CompletableFuture<?> later) {
            await(later, (found, failure) -> land(place, field, found, failure));
        } else {
            answer(place, field, value);
        }
    }

    private void read(AnswerPlace place, SelectedField field, Fetch.Read read) {
        var began = System.nanoTime();
        CompletableFuture<? extends @Nullable Object> reading;
        try {
            reading = read.of(place.source(), () -> place(place, field));
        } catch (Exception failure) {
            fail(place, field, failure);
            return;
        }
        await(
                reading,
                (found, failure) -> {
                    if (field.coordinate() != null) {
                        scope.recording().fetched(field.coordinate(), began);
                    }
                    land(place, field, found, failure);
                });
    }

    private void land(
            AnswerPlace place,
            SelectedField field,
            @Nullable Object found,
            @Nullable Throwable failure) {
        if (failure == null) {
            answer(place, field, found);
        } else {
            fail(place, field, failure);
        }
    }

    private void fail(AnswerPlace place, SelectedField field, Throwable failure) {
        context.addError(FetchFaults.report(failure, place(place, field)));
        answer(place, field, null);
    }

    private FieldPlace place(AnswerPlace place, SelectedField field) {
        return new FieldPlace(
                place.parameters(strategy, context, field).getPath(),
                field.merged().getSingleField(),
                context.getGraphQLContext());
    }

    private void answer(AnswerPlace place, SelectedField field, @Nullable Object found) {
        var value = found;
        if (found instanceof DataFetcherResult<?> result) {
            context.addErrors(result.getErrors());
            value = result.getData();
        }
        var type = field.type();
        if (value == null && !type.isNonNull()) {
            place.answer(field, null);
        } else if (!(type.isLeaf()
                ? answerLeaf(place, field, value)
                : type.isList()
                        ? answerList(place, field, value)
                        : answerObject(new Holder(place, field, null, 0), value))) {
            settle(
                    place,
                    field,
                    strategy.complete(context, place.parameters(strategy, context, field), value));
        }
    }

    /// Returns false if the value does not fit its type. Nothing is answered then.
    private boolean answerLeaf(AnswerPlace place, SelectedField field, @Nullable Object value) {
        var json = field.type().json(value, context.getGraphQLContext());
        place.answer(field, json);
        return json != null;
    }

    private boolean answerList(AnswerPlace place, SelectedField field, @Nullable Object value) {
        if (!(value instanceof List<?> elements) || !fit(elements, field.type())) {
            return false;
        }
        var answers = new ArrayList<@Nullable Object>(Collections.nCopies(elements.size(), null));
        place.answer(field, answers);
        for (int i = 0; i < elements.size(); i++) {
            answerObject(new Holder(place, field, answers, i), elements.get(i));
        }
        return true;
    }

    private boolean fit(List<?> elements, FieldType type) {
        for (var element : elements) {
            if (element == null ? type.hasNonNullElements() : objectType(type, element) == null) {
                return false;
            }
        }
        return true;
    }

    private boolean answerObject(Holder holder, @Nullable Object value) {
        var field = holder.field();
        var type = value == null ? null : objectType(field.type(), value);
        if (value == null || type == null) {
            return false;
        }
        var selection =
                selections.of(
                        schema,
                        field.merged(),
                        type,
                        () -> strategy.collected(context, field.merged(), type));
        var place = new AnswerPlace(holder, selection, value);
        holder.set(place.answer());
        fill(place);
        return true;
    }

    private @Nullable GraphQLObjectType objectType(FieldType field, Object value) {
        if (field.named() instanceof GraphQLObjectType type) {
            return type;
        }
        return value instanceof Item item
                        && field.named() instanceof GraphQLNamedType abstraction
                        && schema.getObjectType(item.type().name())
                                instanceof GraphQLObjectType type
                        && schema.isPossibleType(abstraction, type)
                ? type
                : null;
    }

    private void leave(AnswerPlace place, SelectedField field) {
        switch (strategy.resolve(context, place.parameters(strategy, context, field))) {
            case CompletableFuture<?> resolving ->
                    await(
                            resolving,
                            (info, failure) -> {
                                if (info instanceof FieldValueInfo resolved) {
                                    settle(place, field, resolved);
                                } else {
                                    setToNull(place, field, failure);
                                }
                            });
            case Object info -> settle(place, field, (FieldValueInfo) info);
        }
    }

    private void settle(AnswerPlace place, SelectedField field, FieldValueInfo info) {
        if (info.getFieldValueObject() instanceof CompletableFuture<?> later) {
            await(
                    later,
                    (value, failure) -> {
                        if (failure == null) {
                            place.answer(field, value);
                        } else {
                            setToNull(place, field, failure);
                        }
                    });
        } else {
            place.answer(field, info.getFieldValueObject());
        }
    }

    private void setToNull(AnswerPlace place, SelectedField field, @Nullable Throwable failure) {
        if (failure == null
                || !(FetchFaults.cause(failure) instanceof NonNullableFieldWasNullException)) {
            fault = failure;
        } else if (!field.type().isNonNull()) {
            place.answer(field, null);
        } else {
            isNull |= !place.setToNull();
        }
    }
}
