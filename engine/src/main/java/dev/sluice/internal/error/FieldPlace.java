// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.error;

import graphql.GraphQLContext;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;

/// Where an error of a field belongs.
///
/// @param path in the response
/// @param field the first selection of the field
/// @param context of the request
public record FieldPlace(ResultPath path, Field field, GraphQLContext context) {
    public static FieldPlace of(DataFetchingEnvironment environment) {
        return new FieldPlace(
                environment.getExecutionStepInfo().getPath(),
                environment.getField(),
                environment.getGraphQlContext());
    }

    /// Returns the place of an element of the field's list.
    public FieldPlace element(int index) {
        return new FieldPlace(path.segment(index), field, context);
    }
}
