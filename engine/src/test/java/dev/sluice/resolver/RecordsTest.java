// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Values as records.
class RecordsTest {
    private enum Unit {
        PIECE,
        KILO
    }

    private record Line(String productId, int quantity, BigDecimal unitPrice) {}

    private record Order(
            String id,
            Unit unit,
            boolean express,
            Double weight,
            Instant at,
            List<Line> lines,
            List<@Nullable Integer> sizes,
            Optional<Line> gift,
            @Nullable String note,
            Object anything,
            Values raw) {}

    private static final Map<String, Object> LINE =
            Map.of("productId", "p", "quantity", 2, "unitPrice", new BigDecimal("1.50"));

    private static Map<String, @Nullable Object> order() {
        var order = new HashMap<String, @Nullable Object>();
        order.put("id", "o");
        order.put("unit", "KILO");
        order.put("express", true);
        order.put("weight", 1.5);
        order.put("at", Instant.EPOCH);
        order.put("lines", List.of(LINE));
        order.put("sizes", Arrays.asList(1, null));
        order.put("anything", List.of(1));
        order.put("raw", Map.of("a", "b"));
        order.put("further", "left out");
        return order;
    }

    private static Values input(Map<String, @Nullable Object> order) {
        return Values.of(Map.of("input", order));
    }

    @Test
    void each_component_has_the_value_of_its_name() {
        var order = input(order()).as("input", Order.class);

        var line = new Line("p", 2, new BigDecimal("1.50"));
        assertThat(order.id()).isEqualTo("o");
        assertThat(order.unit()).isEqualTo(Unit.KILO);
        assertThat(order.express()).isTrue();
        assertThat(order.weight()).isEqualTo(1.5);
        assertThat(order.at()).isEqualTo(Instant.EPOCH);
        assertThat(order.lines()).containsExactly(line);
        assertThat(order.sizes()).containsExactly(1, null);
        assertThat(order.gift()).isEmpty();
        assertThat(order.note()).isNull();
        assertThat(order.anything()).isEqualTo(List.of(1));
        assertThat(order.raw().string("a")).isEqualTo("b");
        assertThatThrownBy(() -> order.lines().add(line))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_may_be_missing_may_be_there() {
        var order = order();
        order.put("gift", LINE);
        order.put("note", "n");

        var bound = input(order).as("input", Order.class);

        assertThat(bound.gift()).map(Line::productId).hasValue("p");
        assertThat(bound.note()).isEqualTo("n");
    }

    static Stream<Arguments> wrong() {
        var line = new HashMap<>(LINE);
        line.remove("unitPrice");
        return Stream.of(
                Arguments.of("id", null, "`input.id` is missing; expected String"),
                Arguments.of("id", 1, "`input.id` is an Integer; expected String"),
                Arguments.of("express", "yes", "`input.express` is a String; expected Boolean"),
                Arguments.of("express", null, "`input.express` is missing; expected Boolean"),
                Arguments.of("weight", 1, "`input.weight` is an Integer; expected Double"),
                Arguments.of(
                        "unit",
                        "LITRE",
                        "`input.unit` is another name; expected one of [PIECE, KILO]"),
                Arguments.of("unit", 1, "`input.unit` is an Integer; expected Unit"),
                Arguments.of("lines", LINE, "`input.lines` is an object; expected a list"),
                Arguments.of("lines", List.of("x"), "`input.lines[0]` is a String; expected Line"),
                Arguments.of(
                        "lines",
                        Collections.singletonList(null),
                        "`input.lines[0]` is missing; expected Line"),
                Arguments.of(
                        "lines",
                        List.of(LINE, line),
                        "`input.lines[1].unitPrice` is missing; expected BigDecimal"),
                Arguments.of(
                        "sizes", List.of("x"), "`input.sizes[0]` is a String; expected Integer"),
                Arguments.of(
                        "gift", line, "`input.gift.unitPrice` is missing; expected BigDecimal"),
                Arguments.of("note", List.of(), "`input.note` is a list; expected String"),
                Arguments.of("raw", "x", "`input.raw` is a String; expected an object"),
                Arguments.of("anything", null, "`input.anything` is missing; expected Object"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_missing_or_of_another_type_is_said_by_path_and_types(
            String name, @Nullable Object value, String message) {
        var order = order();
        order.put(name, value);
        var input = input(order);

        assertThatThrownBy(() -> input.as("input", Order.class))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(message);
    }

    @Test
    void readers_say_the_path_too() {
        var input = Values.of(Map.of("input", Map.of("lines", List.of(LINE, Map.of()))));

        assertThatThrownBy(() -> input.object("input").objects("lines").get(1).integer("quantity"))
                .hasMessage("`input.lines[1].quantity` is missing; expected Integer");
        assertThatThrownBy(() -> input.object("output"))
                .hasMessage("`output` is missing; expected an object");
    }

    private record Tree(String name, List<Tree> children) {}

    @Test
    void a_record_may_hold_itself() {
        var leaf = Map.of("name", "leaf", "children", List.of());
        var tree = Values.of(Map.of("name", "root", "children", List.of(leaf))).as(Tree.class);

        assertThat(tree.children()).containsExactly(new Tree("leaf", List.of()));
    }

    private record Range(int from, int to) {
        @SuppressWarnings("UnusedMethod") // called by its handle
        Range {
            if (from > to) {
                throw new ResolverException("EMPTY_RANGE", "The range is empty.");
            }
        }
    }

    @Test
    void what_the_constructor_throws_is_thrown() {
        var empty = Values.of(Map.of("from", 2, "to", 1));

        assertThatThrownBy(() -> empty.as(Range.class))
                .isInstanceOfSatisfying(
                        ResolverException.class,
                        refused -> assertThat(refused.code()).isEqualTo("EMPTY_RANGE"));
    }

    private record Nothing() {}

    private record Dated(List<LocalDate> days) {}

    @SuppressWarnings("rawtypes") // what is tried
    private record Raw(List lines) {}

    private record Open<T>(T value) {}

    @Test
    void a_type_that_nothing_binds_to_is_refused_with_its_component() {
        var values = Values.of(Map.of("days", List.of()));

        assertThat(values.as(Nothing.class)).isEqualTo(new Nothing());
        assertThatThrownBy(() -> values.as(Dated.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Dated.days: no value can be bound to java.time.LocalDate. Use String,");
        assertThatThrownBy(() -> values.as(Raw.class))
                .hasMessageStartingWith("Raw.lines: no value can be bound to java.util.List.");
        assertThatThrownBy(() -> values.as(Open.class))
                .hasMessageStartingWith("Open.value: no value can be bound to T.");
    }
}
