// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.error.FieldPlace;

import graphql.execution.MergedField;
import graphql.schema.GraphQLFieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A field that is selected of one object type.
///
/// @param position in the answer of its object, from 0
/// @param fetch how its value is read
/// @param coordinate `Type.field` if the time until the answer is recorded, or null
record SelectedField(
        int position,
        MergedField merged,
        GraphQLFieldDefinition definition,
        FieldType type,
        Fetch fetch,
        @Nullable String coordinate) {

    /// How the value of a field of one object is read.
    sealed interface Fetch {

        /// From the object itself.
        non-sealed interface Held extends Fetch {
            /// Returns the value, or a future that the request's own thread completes.
            @Nullable Object of(Object source);
        }

        /// From DynamoDB.
        non-sealed interface Read extends Fetch {
            /// Returns a future that the request's own thread completes.
            ///
            /// @param place of the field, for errors of elements
            CompletableFuture<? extends @Nullable Object> of(
                    Object source, Supplier<FieldPlace> place);
        }

        /// By graphql-java.
        record Foreign() implements Fetch {}
    }
}
