// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the components of records of one class. Prepared once for each class.
record RecordFields(List<Accessor> accessors) {
    private static final ClassValue<RecordFields> FIELDS =
            new ClassValue<>() {
                @Override
                protected RecordFields computeValue(Class<?> type) {
                    return new RecordFields(
                            Stream.of(type.getRecordComponents())
                                    .map(RecordFields::accessor)
                                    .toList());
                }
            };

    /// @param handle takes an `Object` and returns an `Object`
    record Accessor(String name, MethodHandle handle) {}

    /// Returns the values by the names that they have in the schema. An empty `Optional` is null.
    static Map<String, @Nullable Object> of(Record record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var accessor : FIELDS.get(record.getClass()).accessors()) {
            var value = read(accessor.handle(), record);
            values.put(
                    accessor.name(),
                    value instanceof Optional<?> optional ? optional.orElse(null) : value);
        }
        return values;
    }

    /// Throws what the record's accessor throws, unchanged.
    private static @Nullable Object read(MethodHandle handle, Object record) {
        try {
            return handle.invokeExact(record);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("a record's accessor throws no checked one", checked);
        }
    }

    private static Accessor accessor(RecordComponent component) {
        var accessor = component.getAccessor();
        try {
            accessor.setAccessible(true);
            return new Accessor(
                    JavaNames.original(component.getName()),
                    MethodHandles.lookup()
                            .unreflect(accessor)
                            .asType(MethodType.methodType(Object.class, Object.class)));
        } catch (IllegalAccessException | RuntimeException refused) {
            throw new IllegalArgumentException(
                    "%s cannot be read. Open its package to Sluice's module."
                            .formatted(component.getDeclaringRecord().getName()),
                    refused);
        }
    }
}
