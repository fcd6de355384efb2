// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What identifies a `clientRequestToken`, and which requests are the same.
class IdempotencyRecordKeyTest {
    private static final Caller ANN = caller("issuer", "ann");

    private static Caller caller(@Nullable String issuer, @Nullable String subject) {
        return new Caller(issuer, subject, Set.of(), Set.of(), Map.of());
    }

    @Test
    void a_key_is_of_one_issuer_subject_field_and_token() {
        assertThat(key(ANN, "Mutation.pay", "t"))
                .isEqualTo(key(ANN, "Mutation.pay", "t"))
                .hasSize(64)
                .isNotIn(
                        key(caller("other", "ann"), "Mutation.pay", "t"),
                        key(caller(null, "ann"), "Mutation.pay", "t"),
                        key(caller("issuer", "bob"), "Mutation.pay", "t"),
                        key(ANN, "Mutation.refund", "t"),
                        key(ANN, "Mutation.pay", "u"));
    }

    @Test
    void a_key_of_pinned_types_is_of_the_claims_that_they_are_pinned_to() {
        var red = tenant("red");
        var pinned = new TreeSet<>(Set.of("tenant", "region"));
        assertThat(IdempotencyRecordKey.key(red, "Mutation.pay", "t", pinned))
                .isEqualTo(IdempotencyRecordKey.key(red, "Mutation.pay", "t", pinned))
                .isNotIn(
                        IdempotencyRecordKey.key(tenant("blue"), "Mutation.pay", "t", pinned),
                        IdempotencyRecordKey.key(ANN, "Mutation.pay", "t", pinned),
                        key(red, "Mutation.pay", "t"));
    }

    /// A deployed client's token stays valid if no type is pinned.
    @Test
    void a_key_of_no_pinned_type_is_what_it_has_always_been() {
        assertThat(key(tenant("red"), "Mutation.pay", "t"))
                .isEqualTo(key(ANN, "Mutation.pay", "t"))
                .isEqualTo("7948880a65bdc28351634c8ffc8b9d57fff628bea877682c6d3df58103ebbace");
    }

    private static Caller tenant(String name) {
        return new Caller("issuer", "ann", Set.of(), Set.of(), Map.of("tenant", name));
    }

    private static String key(Caller caller, String coordinate, String token) {
        return IdempotencyRecordKey.key(caller, coordinate, token, new TreeSet<>());
    }

    @Test
    void no_two_keys_are_joined_alike() {
        assertThat(key(caller("a", "bc"), "M.f", "t"))
                .isNotEqualTo(key(caller("ab", "c"), "M.f", "t"));
        assertThat(key(caller("i", "s1:M"), "M.f", "t"))
                .isNotEqualTo(key(caller("i", "s"), "1:MM.f", "t"));
    }

    @Test
    void the_order_of_members_and_the_spelling_of_numbers_do_not_matter() {
        assertThat(input("a", new BigDecimal("1.50"), "b", Map.of("x", 1, "y", 2)))
                .isEqualTo(input("b", members("y", 2.0, "x", 1), "a", new BigDecimal("1.5")));
        assertThat(input("a", 100)).isEqualTo(input("a", new BigDecimal("1E+2")));
        assertThat(input("a", -0.0)).isEqualTo(input("a", 0));
    }

    @Test
    void the_token_is_not_part_of_the_input() {
        assertThat(input("a", 1, "clientRequestToken", "t")).isEqualTo(input("a", 1));
        assertThat(input("a", Map.of("clientRequestToken", "t")))
                .isNotEqualTo(input("a", Map.of()));
    }

    @Test
    void other_values_are_another_input() {
        var inputs =
                List.of(
                        input("a", "1"),
                        input("a", 1),
                        input("a", true),
                        input("a", Collections.singletonList(null)),
                        input("a", null),
                        input(),
                        input("b", 1),
                        input("a", List.of(1, 2)),
                        input("a", List.of(2, 1)),
                        input("a", List.of(List.of(1), 2)),
                        input("a", List.of("1s1:2")),
                        input("a", List.of("1", "2")),
                        input("a", Map.of()),
                        input("a", List.of()));
        assertThat(inputs).doesNotHaveDuplicates();
    }

    private static String input(@Nullable Object... members) {
        return IdempotencyRecordKey.input(members(members));
    }

    private static Map<String, @Nullable Object> members(@Nullable Object... members) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
    }
}
