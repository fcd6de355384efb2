// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Arguments or fields by name, as a [Resolver] receives them.
///
/// Each reader throws [InvalidValueException] if the value is missing (absent or null) or has
/// another type. Ask [#has] first for a value that may be missing, or bind all of them to a record:
///
/// ```java
/// record Line(String productId, int quantity, Optional<String> note) {}
///
/// record Order(List<Line> lines) {}
///
/// Order order = arguments.as("input", Order.class);
/// ```
public final class Values {
    private final Map<String, @Nullable Object> values;
    private final String path;

    private Values(Map<String, @Nullable Object> values, String path) {
        this.values = values;
        this.path = path;
    }

    /// @param values of the Java types that [Resolver] lists
    public static Values of(Map<String, ? extends @Nullable Object> values) {
        return of(values, "");
    }

    /// Returns the components of a record by name, as [#as(Class)] names them. An empty `Optional`
    /// is a missing value.
    public static Values of(Record record) {
        return of(RecordFields.of(record), "");
    }

    /// Returns the name of the component of a record, or of the constant of an enum, that stands
    /// for a name of the schema: the same name, or `class_` for `class` and all other names that
    /// Java reserves.
    public static String javaName(String name) {
        return JavaNames.escaped(name);
    }

    /// Returns the name of the schema for which [#javaName] returns this name.
    public static String schemaName(String javaName) {
        return JavaNames.original(javaName);
    }

    /// @param path of the object, for messages; empty for the outermost object
    static Values of(Map<?, ? extends @Nullable Object> values, String path) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> named.put((String) name, value));
        return new Values(Collections.unmodifiableMap(named), path);
    }

    /// Returns whether the value is present and not null.
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /// Returns a `String`, `ID`, enum, or scalar that the schema declares.
    public String string(String name) {
        return read(name, String.class);
    }

    /// Returns an `Int`.
    public int integer(String name) {
        return read(name, Integer.class);
    }

    /// Returns a `Float`.
    public double real(String name) {
        return read(name, Double.class);
    }

    public BigDecimal decimal(String name) {
        return read(name, BigDecimal.class);
    }

    public boolean bool(String name) {
        return read(name, Boolean.class);
    }

    /// Returns a `DateTime`.
    public Instant instant(String name) {
        return read(name, Instant.class);
    }

    public Values object(String name) {
        return of(read(name, Map.class), path(name));
    }

    /// Returns a list of objects, none of them null.
    public List<Values> objects(String name) {
        var objects = new ArrayList<Values>();
        var elements = list(name);
        for (int i = 0; i < elements.size(); i++) {
            var place = Paths.element(path(name), i);
            if (!(elements.get(i) instanceof Map<?, ?> members)) {
                throw InvalidValueException.of(place, elements.get(i), Map.class);
            }
            objects.add(of(members, place));
        }
        return List.copyOf(objects);
    }

    /// Returns a list whose elements have the Java types that [Resolver] lists.
    public List<@Nullable Object> list(String name) {
        List<?> elements = read(name, List.class);
        return Collections.unmodifiableList(new ArrayList<@Nullable Object>(elements));
    }

    /// Returns these values as a record. Each component takes the value of the same name (see
    /// [#javaName]); values without a component are ignored.
    ///
    /// A component has one of the Java types that [Resolver] lists (or `int`, `double`, `boolean`),
    /// or it is an enum with the names of the schema's enum, a record, a `List` of these, `Values`,
    /// or, for JSON, `Object`, `Map` or `Number`. A value may be missing only if its component is
    /// an `Optional` of these or annotated with `@Nullable`. The same holds for an element of a
    /// list.
    ///
    /// The first call for a record class prepares it; later calls use no reflection. Throws what
    /// the record's constructor throws.
    ///
    /// @throws InvalidValueException if a value is missing or has another type
    /// @throws IllegalArgumentException if the type of a component is not supported
    public <T extends Record> T as(Class<T> type) {
        return type.cast(RecordBinder.of(type).bind(values, path));
    }

    /// Returns the object `name` as a record; see [#as(Class)].
    public <T extends Record> T as(String name, Class<T> type) {
        return object(name).as(type);
    }

    /// Returns all values by name, nested objects as maps.
    public Map<String, @Nullable Object> toMap() {
        return values;
    }

    private <T> T read(String name, Class<T> type) {
        var value = values.get(name);
        if (!type.isInstance(value)) {
            throw InvalidValueException.of(path(name), value, type);
        }
        return type.cast(value);
    }

    private String path(String name) {
        return Paths.member(path, name);
    }
}
