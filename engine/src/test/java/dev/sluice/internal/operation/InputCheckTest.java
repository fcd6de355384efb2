// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Constraint;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class InputCheckTest {
    private static final Constraint NONE =
            new Constraint(null, null, null, null, null, false, null, null, null);
    private static final Constraint LOWERCASE =
            new Constraint(null, null, null, 3, Pattern.compile("[a-z]+"), true, null, null, null);

    private static @Nullable Object check(
            GraphQLInputType type, Map<String, Constraint> constraints, @Nullable Object value) {
        var field =
                GraphQLFieldDefinition.newFieldDefinition()
                        .name("f")
                        .type(Scalars.GraphQLString)
                        .argument(GraphQLArgument.newArgument().name("a").type(type))
                        .build();
        var arguments = new HashMap<String, @Nullable Object>();
        arguments.put("a", value);
        var faults = new ArrayList<Refusal>();
        var checked =
                new InputCheck(constraints)
                        .check(
                                "T",
                                field,
                                arguments,
                                (path, fault) -> {
                                    assertThat(fault.parameters())
                                            .containsEntry("argument", path.toString());
                                    faults.add(fault);
                                });
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        return checked.get("a");
    }

    private static void refused(
            GraphQLInputType type,
            Map<String, Constraint> constraints,
            Object value,
            String path,
            String constraint) {
        assertThatThrownBy(() -> check(type, constraints, value))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_USER_INPUT);
                            assertThat(refusal.parameters())
                                    .containsEntry("argument", path)
                                    .containsEntry("constraint", constraint);
                        });
    }

    @Test
    void a_value_without_constraint_stays_as_it_is() {
        assertThat(check(Scalars.GraphQLString, Map.of(), "X")).isEqualTo("X");
        assertThat(check(Scalars.GraphQLString, Map.of("T.f(a:)", NONE), "X")).isEqualTo("X");
        assertThat(check(Scalars.GraphQLString, Map.of("T.f(a:)", LOWERCASE), null)).isNull();
    }

    @Test
    void a_text_is_lower_cased_before_it_is_checked() {
        assertThat(
                        check(
                                GraphQLNonNull.nonNull(Scalars.GraphQLString),
                                Map.of("T.f(a:)", LOWERCASE),
                                "ABC"))
                .isEqualTo("abc");
        refused(Scalars.GraphQLString, Map.of("T.f(a:)", LOWERCASE), "ABCD", "a", "maxLength");
        refused(Scalars.GraphQLString, Map.of("T.f(a:)", LOWERCASE), "A1", "a", "pattern");
    }

    @Test
    void lower_case_is_that_of_no_language() {
        var lowercase = new Constraint(null, null, null, null, null, true, null, null, null);

        assertThat(check(Scalars.GraphQLString, Map.of("T.f(a:)", lowercase), "TITLE"))
                .isEqualTo("title");
    }

    @Test
    void a_constraint_of_a_scalar_holds_wherever_the_scalar_is_used() {
        assertThat(
                        check(
                                GraphQLList.list(Scalars.GraphQLID),
                                Map.of("ID", LOWERCASE),
                                Arrays.asList("A", null)))
                .isEqualTo(Arrays.asList("a", null));
        refused(
                GraphQLList.list(Scalars.GraphQLID),
                Map.of("ID", LOWERCASE),
                List.of("a", "abcd"),
                "a[1]",
                "maxLength");
    }

    @Test
    void numbers_are_compared_as_numbers() {
        var range =
                Map.of(
                        "T.f(a:)",
                        new Constraint(
                                new BigDecimal("0.5"),
                                new BigDecimal("2"),
                                null,
                                null,
                                null,
                                false,
                                null,
                                null,
                                null));

        assertThat(check(Scalars.GraphQLFloat, range, 0.5)).isEqualTo(0.5);
        assertThat(check(Scalars.GraphQLInt, range, 2)).isEqualTo(2);
        assertThat(check(Scalars.GraphQLFloat, range, new BigDecimal("2.000")))
                .isEqualTo(new BigDecimal("2.000"));
        refused(Scalars.GraphQLFloat, range, 0.49, "a", "min");
        refused(Scalars.GraphQLInt, range, 3, "a", "max");
    }

    @Test
    void a_float_is_finite_although_nothing_else_bounds_it() {
        refused(Scalars.GraphQLFloat, Map.of(), Double.POSITIVE_INFINITY, "a", "max");
        refused(Scalars.GraphQLFloat, Map.of(), Double.NaN, "a", "max");
        refused(
                GraphQLList.list(Scalars.GraphQLFloat),
                Map.of(),
                List.of(1.0, Double.NEGATIVE_INFINITY),
                "a[1]",
                "max");
    }

    @Test
    void a_list_is_bounded_and_its_elements_are_checked_too() {
        var list = Map.of("T.f(a:)", new Constraint(null, null, null, 1, null, false, 1, 2, null));

        assertThat(check(GraphQLList.list(Scalars.GraphQLString), list, List.of("x", "y")))
                .isEqualTo(List.of("x", "y"));
        refused(GraphQLList.list(Scalars.GraphQLString), list, List.of(), "a", "minItems");
        refused(
                GraphQLList.list(Scalars.GraphQLString),
                list,
                List.of("x", "y", "z"),
                "a",
                "maxItems");
        refused(
                GraphQLList.list(Scalars.GraphQLString),
                list,
                List.of("x", "yy"),
                "a[1]",
                "maxLength");
    }

    @Test
    void members_of_an_input_are_checked_and_those_not_sent_stay_away() {
        var input =
                GraphQLInputObjectType.newInputObject()
                        .name("I")
                        .field(
                                GraphQLInputObjectField.newInputObjectField()
                                        .name("x")
                                        .type(Scalars.GraphQLString))
                        .field(
                                GraphQLInputObjectField.newInputObjectField()
                                        .name("y")
                                        .type(Scalars.GraphQLString))
                        .build();
        var unique = new Constraint(null, null, null, null, null, false, null, null, "x");

        assertThat(check(input, Map.of("I.x", LOWERCASE), Map.of("x", "A")))
                .isEqualTo(Map.of("x", "a"));
        refused(input, Map.of("I.x", LOWERCASE), Map.of("x", "1"), "a.x", "pattern");
        refused(
                GraphQLList.list(input),
                Map.of("T.f(a:)", unique),
                List.of(Map.of("x", "1", "y", "1"), Map.of("x", "1", "y", "2")),
                "a",
                "unique");
    }

    /// A backtracking search would take years, or overflow the stack.
    @ParameterizedTest
    @CsvSource({"'(.*,){11}P', ','", "'(?:[a-z]|[0-9])*-', a", "'(a*)*b', a", "'(?:a|a)*b', a"})
    void no_pattern_keeps_a_text_waiting(String pattern, String repeated) {
        var constraint =
                new Constraint(
                        null, null, null, null, Pattern.compile(pattern), false, null, null, null);
        refused(
                Scalars.GraphQLString,
                Map.of("T.f(a:)", constraint),
                repeated.repeat(60_000),
                "a",
                "pattern");
    }
}
