// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

final class ReferencesTest {
    @Test
    void all_fields_and_references_are_found_once_in_their_order() {
        References found =
                References.of(
                        Expressions.condition(
                                "NOT (a = $p OR b.c BETWEEN $q.r AND -$s) AND size(d) IN (e, $p, 1)"
                                        + " AND attribute_exists(f) AND attribute_not_exists(g)"
                                        + " AND begins_with(h, $t) AND contains(i, a) AND j IN $u"));
        assertEquals(
                List.of("a", "b.c", "d", "e", "f", "g", "h", "i", "j"),
                found.fields().stream().map(field -> String.join(".", field.names())).toList());
        assertEquals(
                "p[] q[r] s[] t[] u[]",
                found.values().stream()
                        .map(value -> value.root().text() + value.path())
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void what_was_found_does_not_change() {
        References found = References.of(Expressions.condition("a = $b"));
        assertThrows(UnsupportedOperationException.class, () -> found.fields().clear());
        assertThrows(UnsupportedOperationException.class, () -> found.values().clear());
    }
}
