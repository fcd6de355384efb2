// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// An object with the name of its type, for a field whose type is an interface or a union.
///
/// ```graphql
/// union Hit = Article | Author
/// search(text: String!): [Hit!]! @resolver(name: "search")
/// ```
///
/// ```java
/// new TypedObject("Article", Map.of("title", "Waves"))
/// ```
///
/// If the interface or union does not have the type, it is a bug of the resolver: the client
/// receives INTERNAL at the field, and the log names the type.
///
/// @param type the name of an object type of the schema
/// @param fields the values by field
public record TypedObject(String type, Map<String, ? extends @Nullable Object> fields) {
    public TypedObject {
        Objects.requireNonNull(type, "type");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
