// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import dev.sluice.devtools.adopt.Sdl;

import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

import java.util.Set;

/// Translates fields that items store.
final class AmplifyFields {
    private static final Set<String> BARE = Set.of("Int", "Float", "Boolean");

    private AmplifyFields() {}

    /// Returns the line of the field.
    ///
    /// @param isKey whether a composed key contains it, where a time has only one form
    static String line(FieldDefinition field, boolean isKey) {
        var type = type(field.getType(), isKey);
        var arguments = "";
        if (named(field.getType()).equals("AWSTimestamp") && !isKey) {
            arguments = "as: N";
        }
        var value = AmplifyDirectives.text(AmplifyDirectives.find(field, "default"), "value");
        if (value != null && !(field.getType() instanceof ListType)) {
            var literal =
                    BARE.contains(type.replace("!", ""))
                            ? value
                            : "'" + value.replace("'", "''") + "'";
            arguments += (arguments.isEmpty() ? "" : ", ") + "default: " + Sdl.quote(literal);
        }
        return "%s: %s%s"
                .formatted(
                        field.getName(),
                        type,
                        arguments.isEmpty() ? "" : " @attribute(" + arguments + ")");
    }

    private static String type(Type<?> type, boolean isKey) {
        return switch (type) {
            case NonNullType inner -> type(inner.getType(), isKey) + "!";
            case ListType list -> "[" + type(list.getType(), isKey) + "]";
            case TypeName name -> scalar(name.getName(), isKey);
            default -> "JSON";
        };
    }

    private static String scalar(String name, boolean isKey) {
        return switch (name) {
            case "AWSDateTime", "AWSTimestamp" ->
                    isKey && name.equals("AWSDateTime") ? "String" : "DateTime";
            case "AWSDate", "AWSTime", "AWSEmail", "AWSURL", "AWSPhone", "AWSIPAddress" -> "String";
            case "AWSJSON" -> "JSON";
            default -> name;
        };
    }

    /// Returns the name of the type, without lists and `!`.
    static String named(Type<?> type) {
        return switch (type) {
            case NonNullType inner -> named(inner.getType());
            case ListType list -> named(list.getType());
            case TypeName name -> name.getName();
            default -> "";
        };
    }
}
