// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.Grant;
import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/// Checks the rules of each field that a client sends for an item (`...$input`).
record SentFields(Catalog catalog, AccessGuard guard) {

    /// Returns the records that granted access. Fails with `Refusal` FORBIDDEN or UNAUTHENTICATED
    /// for the first field that the caller may not send.
    CompletableFuture<List<GrantingRecord>> admit(List<WriteInstance> places) {
        var judged = places.stream().flatMap(this::judged).toList();
        return CompletableFuture.allOf(judged.toArray(CompletableFuture[]::new))
                .handle((_, _) ->
                        judged.stream()
                                .map(CompletableFuture::join)
                                .flatMap(grant -> grant.records().stream())
                                .toList());
    }

    private Stream<CompletableFuture<Grant>> judged(WriteInstance place) {
        var judged = new ArrayList<CompletableFuture<Grant>>();
        var values = place.values().judging(known(place));
        for (var input : place.write().inputs()) {
            if (place.values().read(input) instanceof Map<?, ?> sent) {
                guard(sent, place.write().type().shape(), place.path(input), values, judged);
            }
        }
        return judged.stream();
    }

    /// Returns what is known of the item before anything is read.
    private static Function<String, @Nullable Object> known(WriteInstance place) {
        return switch (place.write()) {
            case Write.Put put -> PutFields.of(put, place.values()).values()::get;
            case Write.Update update -> {
                var fields = new HashMap<String, @Nullable Object>();
                update.known()
                        .forEach((field, value) -> fields.put(field, place.values().read(value)));
                yield fields::get;
            }
            case Write.Delete _, Write.Check _ -> _ -> null;
        };
    }

    private void guard(
            Map<?, ?> sent,
            ObjectShape shape,
            String path,
            ValueReader values,
            List<CompletableFuture<Grant>> judged) {
        sent.forEach((name, value) -> {
            var at = path + "." + name;
            var field = catalog.field(shape.type(), name.toString());
            if (field != null && !field.rules().isEmpty()) {
                judged.add(guard.admit(field, values, Map.of(Parameter.ARGUMENT, at)));
            }
            var attribute = shape.attribute(name.toString());
            if (attribute != null) {
                inside(value, attribute.type(), at, values, judged);
            }
        });
    }

    private void inside(
            @Nullable Object value,
            AttributeType type,
            String path,
            ValueReader values,
            List<CompletableFuture<Grant>> judged) {
        switch (type) {
            case AttributeType.Embedded(var name) when value instanceof Map<?, ?> object -> {
                var shape = Objects.requireNonNull(catalog.shapes().get(name), name);
                guard(object, shape, path, values, judged);
            }
            case AttributeType.ListOf list when value instanceof List<?> elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    inside(elements.get(i), list.element(), path + "[" + i + "]", values, judged);
                }
            }
            case AttributeType.Embedded _,
                    AttributeType.ListOf _,
                    AttributeType.Scalar _,
                    AttributeType.SetOf _ -> {}
        }
    }
}
