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

/// Arguments or fields by name, as a [Resolver] is given them.
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

    /// @param values of the Java types that [Resolver] says
    public static Values of(Map<String, ? extends @Nullable Object> values) {
        return of(values, "");
    }

    /// @param path of the object, for messages; empty for the outermost
    static Values of(Map<?, ? extends @Nullable Object> values, String path) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> named.put((String) name, value));
        return new Values(Collections.unmodifiableMap(named), path);
    }

    /// Whether the value is there and not null.
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /// A `String`, `ID`, enum, or scalar that the schema declares.
    public String string(String name) {
        return read(name, String.class);
    }

    /// An `Int`.
    public int integer(String name) {
        return read(name, Integer.class);
    }

    /// A `Float`.
    public double real(String name) {
        return read(name, Double.class);
    }

    public BigDecimal decimal(String name) {
        return read(name, BigDecimal.class);
    }

    public boolean bool(String name) {
        return read(name, Boolean.class);
    }

    /// A `DateTime`.
    public Instant instant(String name) {
        return read(name, Instant.class);
    }

    public Values object(String name) {
        return of(read(name, Map.class), path(name));
    }

    /// A list of objects, none of them null.
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

    /// A list, its elements of the Java types that [Resolver] says.
    public List<@Nullable Object> list(String name) {
        List<?> elements = read(name, List.class);
        return Collections.unmodifiableList(new ArrayList<@Nullable Object>(elements));
    }

    /// These values as a record whose components have their names; values without a component are
    /// left out.
    ///
    /// A component is of one of the Java types that [Resolver] says (`int`, `double` and `boolean`
    /// too), an enum with the names of the schema's, a record, a `List` of these, `Values`, or, for
    /// JSON, `Object`, `Map` or `Number`. A value may be missing only if its component is an
    /// `Optional` of these or annotated with `@Nullable`; so may an element of a list.
    ///
    /// The first call for a record prepares it; later ones use no reflection. What the record's
    /// constructor throws is thrown here.
    ///
    /// @throws InvalidValueException if a value is missing or has another type
    /// @throws IllegalArgumentException if a component has a type that nothing binds to
    public <T extends Record> T as(Class<T> type) {
        return type.cast(RecordBinder.of(type).bind(values, path));
    }

    /// The object `name` as a record; see [#as(Class)].
    public <T extends Record> T as(String name, Class<T> type) {
        return object(name).as(type);
    }

    /// All values by name, nested objects as maps.
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
