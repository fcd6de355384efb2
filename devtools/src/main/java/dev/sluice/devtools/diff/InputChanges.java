// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLTypeUtil;

/// The changes of the fields of an input object type.
record InputChanges(FoundChanges found, Removals removals) {

    void compare(GraphQLInputObjectType before, GraphQLInputObjectType after) {
        var input = before.getName();
        for (var field : before.getFields()) {
            var coordinate = input + "." + field.getName();
            var other = after.getField(field.getName());
            if (other == null) {
                found.add(removals.ofInput(coordinate, coordinate, "the input field is removed"));
            } else {
                compare(input, coordinate, field, other);
            }
        }
        for (var field : after.getFields()) {
            if (before.getField(field.getName()) == null) {
                var coordinate = input + "." + field.getName();
                if (isRequired(field)) {
                    found.breaking(coordinate, input, "the input field is new, and required");
                } else {
                    found.safe(coordinate, "the input field is new");
                }
            }
        }
    }

    private void compare(
            String input,
            String coordinate,
            GraphQLInputObjectField before,
            GraphQLInputObjectField after) {
        if (!TypeRelation.spelled(before.getType()).equals(TypeRelation.spelled(after.getType()))) {
            var text = TypeRelation.change(before.getType(), after.getType());
            if (TypeRelation.isNarrower(before.getType(), after.getType())) {
                found.safe(coordinate, text);
            } else {
                found.breaking(coordinate, isRequired(after) ? input : coordinate, text);
            }
        }
        found.initial(
                coordinate,
                input,
                TypeRelation.literal(before.getInputFieldDefaultValue()),
                TypeRelation.literal(after.getInputFieldDefaultValue()));
        found.deprecation(coordinate, before.getDeprecationReason(), after.getDeprecationReason());
    }

    private static boolean isRequired(GraphQLInputObjectField field) {
        return GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue();
    }
}
