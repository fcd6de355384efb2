// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Converts a value for a component of a record, or for an element of its list.
sealed interface Binding {

    /// @param path of the value, for messages
    /// @throws InvalidValueException if the value is missing, or of another type
    @Nullable Object bind(@Nullable Object value, String path);

    /// A value that needs no conversion.
    record Same(Class<?> type) implements Binding {
        private static final Set<Class<?>> TYPES =
                Set.of(
                        String.class,
                        Integer.class,
                        Double.class,
                        BigDecimal.class,
                        Boolean.class,
                        Instant.class,
                        Object.class,
                        Map.class,
                        Number.class);

        @Override
        public Object bind(@Nullable Object value, String path) {
            if (value == null || !type.isInstance(value)) {
                throw InvalidValueException.of(path, value, type);
            }
            return value;
        }
    }

    record Named(Class<? extends Enum<?>> type) implements Binding {
        @Override
        public Object bind(@Nullable Object value, String path) {
            if (!(value instanceof String name)) {
                throw InvalidValueException.of(path, value, type);
            }
            return Stream.of(type.getEnumConstants())
                    .filter(constant -> JavaNames.original(constant.name()).equals(name))
                    .findFirst()
                    .orElseThrow(() -> InvalidValueException.unknownName(path, type));
        }
    }

    /// A record, or `Values`.
    record Members(Class<?> type) implements Binding {
        @Override
        public Object bind(@Nullable Object value, String path) {
            if (!(value instanceof Map<?, ?> members)) {
                throw InvalidValueException.of(path, value, type);
            }
            return type == Values.class
                    ? Values.of(members, path)
                    : RecordBinder.of(type).bind(members, path);
        }
    }

    record Elements(Binding each) implements Binding {
        @Override
        public Object bind(@Nullable Object value, String path) {
            if (!(value instanceof List<?> elements)) {
                throw InvalidValueException.of(path, value, List.class);
            }
            var bound = new ArrayList<@Nullable Object>();
            for (int i = 0; i < elements.size(); i++) {
                bound.add(each.bind(elements.get(i), Paths.element(path, i)));
            }
            return Collections.unmodifiableList(bound);
        }
    }

    record OrEmpty(Binding present) implements Binding {
        @Override
        public Object bind(@Nullable Object value, String path) {
            return value == null
                    ? Optional.empty()
                    : Optional.ofNullable(present.bind(value, path));
        }
    }

    record OrNull(Binding present) implements Binding {
        @Override
        public @Nullable Object bind(@Nullable Object value, String path) {
            return value == null ? null : present.bind(value, path);
        }
    }

    /// @param coordinate of the component, for messages
    /// @throws IllegalArgumentException if the type is not supported
    static Binding of(AnnotatedType annotated, String coordinate) {
        var present = present(annotated, coordinate);
        var nullable =
                Stream.of(annotated.getAnnotations())
                        .anyMatch(each -> each.annotationType().getSimpleName().equals("Nullable"));
        return nullable ? new OrNull(present) : present;
    }

    private static Binding present(AnnotatedType annotated, String coordinate) {
        var type = raw(annotated.getType(), coordinate);
        if (type == List.class || type == Optional.class) {
            if (!(annotated instanceof AnnotatedParameterizedType parameterized)) {
                throw unbound(type, coordinate);
            }
            var inside = of(parameterized.getAnnotatedActualTypeArguments()[0], coordinate);
            return type == List.class ? new Elements(inside) : new OrEmpty(inside);
        }
        if (type.isRecord() || type == Values.class) {
            return new Members(type);
        }
        if (type.isEnum()) {
            return new Named(asEnum(type));
        }
        if (!Same.TYPES.contains(type)) {
            throw unbound(type, coordinate);
        }
        return new Same(type);
    }

    @SuppressWarnings("unchecked") // isEnum
    private static Class<? extends Enum<?>> asEnum(Class<?> type) {
        return (Class<? extends Enum<?>>) type;
    }

    private static Class<?> raw(Type type, String coordinate) {
        return switch (type) {
            case Class<?> known when known == int.class -> Integer.class;
            case Class<?> known when known == double.class -> Double.class;
            case Class<?> known when known == boolean.class -> Boolean.class;
            case Class<?> known -> known;
            case ParameterizedType parameterized -> raw(parameterized.getRawType(), coordinate);
            default -> throw unbound(type, coordinate);
        };
    }

    private static IllegalArgumentException unbound(Type type, String coordinate) {
        return new IllegalArgumentException(
                "%s: no value can be bound to %s. Use String, int, double, boolean, BigDecimal, Instant, an enum, a record, or a List or an Optional of one of these."
                        .formatted(coordinate, type.getTypeName()));
    }
}
