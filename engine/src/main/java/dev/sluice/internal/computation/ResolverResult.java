// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.resolver.TypedObject;
import dev.sluice.resolver.Values;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Checks what a Java resolver returned against the type of its field.
///
/// @param schema read only if the field's type is an interface or a union
public record ResolverResult(ResolvedField resolved, Supplier<GraphQLSchema> schema) {
    private static final int LONGEST_NAME = 64;

    /// An object that a resolver returned.
    ///
    /// @param type the name of its object type
    public record Members(String resolver, String type, Map<?, ?> values) {}

    /// Returns the value in the form that graphql-java completes: objects are `Members`.
    ///
    /// @throws ResolverFault if the value does not have the type
    public @Nullable Object checked(GraphQLType type, @Nullable Object value) {
        if (type instanceof GraphQLNonNull required) {
            return value == null ? misfit("null") : checked(required.getWrappedType(), value);
        }
        return value == null ? null : present(type, value);
    }

    private Object present(GraphQLType type, Object value) {
        return switch (type) {
            case GraphQLList list when value instanceof List<?> elements -> {
                var checked = new ArrayList<@Nullable Object>();
                elements.forEach(element -> checked.add(checked(list.getWrappedType(), element)));
                yield checked;
            }
            case GraphQLObjectType object when value instanceof Map<?, ?> members ->
                    members(object.getName(), members);
            case GraphQLObjectType object when value instanceof TypedObject typed ->
                    typed.type().equals(object.getName())
                            ? members(typed.type(), typed.fields())
                            : misfit(object, typed);
            case GraphQLObjectType object when value instanceof Record members ->
                    members(object.getName(), Values.of(members).toMap());
            case GraphQLUnionType union when value instanceof Record members ->
                    member(union, typed(members));
            case GraphQLInterfaceType implemented when value instanceof Record members ->
                    member(implemented, typed(members));
            case GraphQLUnionType union when value instanceof Map<?, ?> -> untyped(union);
            case GraphQLInterfaceType implemented when value instanceof Map<?, ?> ->
                    untyped(implemented);
            case GraphQLEnumType names when value instanceof String name -> named(names, name);
            case GraphQLEnumType names when value instanceof Enum<?> constant ->
                    named(names, Values.schemaName(constant.name()));
            case GraphQLScalarType scalar when fits(scalar.getName(), value) -> value;
            case GraphQLList _ -> misfit("a value that is not a list");
            default -> misfit("a value that is not a " + GraphQLTypeUtil.simplePrint(type));
        };
    }

    /// Returns a record as an object of the type that has its name.
    private static TypedObject typed(Record members) {
        return members instanceof TypedObject typed
                ? typed
                : new TypedObject(
                        Values.schemaName(members.getClass().getSimpleName()),
                        Values.of(members).toMap());
    }

    private String named(GraphQLEnumType names, String name) {
        if (names.getValue(name) == null) {
            throw resolved.fault("returned a value that is not a " + names.getName());
        }
        return name;
    }

    private Members members(String type, Map<?, ?> values) {
        return new Members(resolved.resolver(), type, values);
    }

    /// @param type an interface or a union
    private Object member(GraphQLNamedType type, TypedObject typed) {
        return schema.get().getType(typed.type()) instanceof GraphQLObjectType object
                        && schema.get().isPossibleType(type, object)
                ? members(object.getName(), typed.fields())
                : misfit(type, typed);
    }

    private Object misfit(GraphQLNamedType type, TypedObject typed) {
        var name = typed.type();
        return misfit(
                "an object of the type `%s`, which is not a %s"
                        .formatted(
                                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                type.getName()));
    }

    private Object untyped(GraphQLNamedType type) {
        return misfit("a Map for %s, which needs a TypedObject".formatted(type.getName()));
    }

    private static boolean fits(String scalar, Object value) {
        return switch (scalar) {
            case "Int" -> value instanceof Integer;
            case "Float" -> value instanceof Double number && Double.isFinite(number);
            case "Boolean" -> value instanceof Boolean;
            case "Decimal" -> value instanceof BigDecimal;
            case "DateTime" -> value instanceof Instant;
            case "JSON" -> true;
            default -> value instanceof String;
        };
    }

    private Object misfit(String given) {
        throw resolved.fault("returned " + given);
    }
}
