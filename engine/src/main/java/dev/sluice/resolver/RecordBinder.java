// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes records of one class from values by name. Prepared once for each class.
///
/// @param constructor takes an `Object[]` and returns an `Object`
record RecordBinder(List<Component> components, MethodHandle constructor) {
    private static final ClassValue<RecordBinder> BINDERS =
            new ClassValue<>() {
                @Override
                protected RecordBinder computeValue(Class<?> type) {
                    return prepare(type);
                }
            };

    record Component(String name, Binding binding) {}

    /// @throws IllegalArgumentException if the type of a component is not supported, or the record
    ///   cannot be constructed from here
    static RecordBinder of(Class<?> type) {
        return BINDERS.get(type);
    }

    /// @param path of the object, for messages
    Object bind(Map<?, ? extends @Nullable Object> values, String path) {
        var arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            var component = components.get(i);
            arguments[i] =
                    component
                            .binding()
                            .bind(
                                    values.get(component.name()),
                                    Paths.member(path, component.name()));
        }
        return construct(arguments);
    }

    /// Throws what the record's constructor throws, unchanged.
    private Object construct(@Nullable Object[] arguments) {
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(
                    "a record's constructor throws no checked one", checked);
        }
    }

    private static RecordBinder prepare(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordBinder(
                    Stream.of(components).map(each -> component(type, each)).toList(),
                    MethodHandles.lookup()
                            .unreflectConstructor(constructor)
                            .asSpreader(Object[].class, types.length)
                            .asType(MethodType.methodType(Object.class, Object[].class)));
        } catch (ReflectiveOperationException | RuntimeException refused) {
            throw refused instanceof IllegalArgumentException known
                    ? known
                    : new IllegalArgumentException(
                            "%s cannot be constructed. Open its package to Sluice's module."
                                    .formatted(type.getName()),
                            refused);
        }
    }

    private static Component component(Class<?> type, RecordComponent component) {
        var coordinate = type.getSimpleName() + "." + component.getName();
        return new Component(
                JavaNames.original(component.getName()),
                Binding.of(component.getAnnotatedType(), coordinate));
    }
}
