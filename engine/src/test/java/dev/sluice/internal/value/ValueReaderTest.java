// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

class ValueReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, @Nullable Object> ARGUMENTS =
            Arrays.stream(Root.Reserved.values())
                    .collect(
                            Collectors.<Root, String, @Nullable Object>toMap(
                                    Root::text, _ -> Map.of("id", "an argument")));

    private final ValueReader reader =
            new ValueReader(
                            new Caller(null, "ann", Set.of(), Set.of(), Map.of("id", "a claim")),
                            NOW,
                            ARGUMENTS,
                            Map.of(),
                            field -> "item " + field,
                            List.of(Map.of("id", "an element")))
                    .with(Root.Reserved.UUID, "a uuid")
                    .with(Root.Reserved.PREPARED, Map.of("id", "prepared"))
                    .with(new Root.Named("order"), Map.of("id", "an order"));

    @ParameterizedTest
    @EnumSource
    void a_reserved_name_never_means_an_argument(Root.Reserved root) {
        var expected =
                switch (root) {
                    case PARENT, ITEM -> "item id";
                    case CLAIMS -> "a claim";
                    case NOW -> NOW;
                    case UUID -> "a uuid";
                    case EACH -> "an element";
                    case PREPARED -> "prepared";
                };
        var path =
                switch (root) {
                    case NOW, UUID -> List.<String>of();
                    case PARENT, ITEM, CLAIMS, EACH, PREPARED -> List.of("id");
                };
        assertEquals(root, Root.of(root.text()));
        assertEquals(expected, reader.read(new Value.Reference(Root.of(root.text()), path)));
    }

    @ParameterizedTest
    @EnumSource(names = {"UUID", "PREPARED"})
    void a_value_that_a_mutation_has_not_made_yet_is_null_and_no_argument(Root.Reserved root) {
        Function<String, @Nullable Object> none = _ -> null;
        var read = new ValueReader(Caller.anonymous(), NOW, ARGUMENTS, Map.of(), none, List.of());
        var reference = new Value.Reference(root, List.of());
        assertNull(read.read(reference));
    }

    @Test
    void an_item_that_was_read_is_found_by_its_alias_and_an_absent_argument_is_null() {
        assertEquals("an order", reader.read(new Value.Reference(Root.of("order"), List.of("id"))));
        assertNull(reader.read(new Value.Reference(Root.of("absent"), List.of())));
    }
}
