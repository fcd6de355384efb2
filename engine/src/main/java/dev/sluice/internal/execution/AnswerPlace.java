// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// An object whose fields are being answered, and where it is in the answer.
final class AnswerPlace {
    private final @Nullable Holder holder;
    private final Selection selection;
    private final Object source;
    private final AnswerObject answer;
    private @Nullable ExecutionStrategyParameters parameters;

    /// The field that has the object.
    ///
    /// @param list that has the object, or null
    /// @param index in the list
    record Holder(
            AnswerPlace object,
            SelectedField field,
            @Nullable List<@Nullable Object> list,
            int index) {
        void set(@Nullable Object value) {
            if (list == null) {
                object.answer(field, value);
            } else {
                list.set(index, value);
            }
        }
    }

    AnswerPlace(Holder holder, Selection selection, Object source) {
        this.holder = holder;
        this.selection = selection;
        this.source = source;
        this.answer = new AnswerObject(selection.merged().getKeys());
    }

    /// @param parameters with which graphql-java executes the object
    AnswerPlace(ExecutionStrategyParameters parameters, Selection selection) {
        this.holder = null;
        this.parameters = parameters;
        this.selection = selection;
        this.source = Objects.requireNonNull(parameters.getSource());
        this.answer = new AnswerObject(selection.merged().getKeys());
    }

    Selection selection() {
        return selection;
    }

    Object source() {
        return source;
    }

    AnswerObject answer() {
        return answer;
    }

    void answer(SelectedField field, @Nullable Object value) {
        answer.set(field.position(), value);
    }

    /// Sets the object to null, or the nearest object or list around it that can be null.
    ///
    /// @return false if nothing around it can be null
    boolean setToNull() {
        if (holder == null) {
            return false;
        }
        var type = holder.field().type();
        if (holder.list() != null && !type.hasNonNullElements()) {
            holder.list().set(holder.index(), null);
            return true;
        }
        if (!type.isNonNull()) {
            holder.object().answer(holder.field(), null);
            return true;
        }
        return holder.object().setToNull();
    }

    /// Returns the parameters with which graphql-java executes a field of the object.
    ExecutionStrategyParameters parameters(
            ObjectStrategy strategy, ExecutionContext context, SelectedField field) {
        var object = parameters(strategy, context);
        return object.transform(builder ->
                builder.field(field.merged())
                        .path(object.getPath().segment(field.merged().getResultKey()))
                        .parent(object));
    }

    /// Returns the parameters with which graphql-java executes the object.
    private ExecutionStrategyParameters parameters(
            ObjectStrategy strategy, ExecutionContext context) {
        if (parameters != null || holder == null) {
            return Objects.requireNonNull(parameters);
        }
        var field = holder.object().parameters(strategy, context, holder.field());
        var path =
                holder.list() == null ? field.getPath() : field.getPath().segment(holder.index());
        var step =
                strategy.step(
                        context,
                        field,
                        holder.field(),
                        holder.object().selection().type(),
                        selection.type(),
                        holder.list() == null ? null : path);
        var own =
                field.transform(builder ->
                        builder.executionStepInfo(step)
                                .path(path)
                                .fields(selection.merged())
                                .source(source));
        parameters = own;
        return own;
    }
}
