// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.resolvers;

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
/// Each reader throws `IllegalArgumentException` where there is no such value: it is absent, null,
/// or of another type. What may be absent is asked for by `has` first.
public final class Values {
    private final Map<String, @Nullable Object> values;

    private Values(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /// @param values of the Java types that [Resolver] says
    public static Values of(Map<String, ? extends @Nullable Object> values) {
        return new Values(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
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
        return object(name, read(name, Map.class));
    }

    /// A list of objects, none of them null.
    public List<Values> objects(String name) {
        var objects = new ArrayList<Values>();
        for (var element : list(name)) {
            objects.add(object(name, element));
        }
        return List.copyOf(objects);
    }

    /// A list, its elements of the Java types that [Resolver] says.
    public List<@Nullable Object> list(String name) {
        List<?> elements = read(name, List.class);
        return Collections.unmodifiableList(new ArrayList<@Nullable Object>(elements));
    }

    /// All values by name, nested objects as maps.
    public Map<String, @Nullable Object> toMap() {
        return values;
    }

    private static Values object(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw missing(name, Map.class);
        }
        var named = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((member, held) -> named.put((String) member, held));
        return Values.of(named);
    }

    private <T> T read(String name, Class<T> type) {
        var value = values.get(name);
        if (!type.isInstance(value)) {
            throw missing(name, type);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException missing(String name, Class<?> type) {
        return new IllegalArgumentException("`%s` is no %s".formatted(name, type.getSimpleName()));
    }
}
