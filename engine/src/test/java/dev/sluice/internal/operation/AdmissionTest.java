// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.resolver.Caller;
import dev.sluice.testing.Schemas;

import graphql.language.Document;
import graphql.parser.Parser;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AdmissionTest {
    private static final Document ORDERS =
            Parser.parse(
                    """
                    query Page($n: Int!, $after: String) {
                      me { orders(first: $n, after: $after) { edges { node { id } } } }
                    }
                    query Name { me { name } }
                    """);

    private final Admission admission = admission();

    private static Admission admission() {
        var catalog = Schemas.compile(Schemas.shop());
        var schema = ApiSchema.of(catalog);
        return new Admission(
                catalog,
                schema,
                RequestLimits.standard(),
                new FixedBounds(schema, new OperationCosts(catalog), List.of()));
    }

    @Test
    void a_repeated_operation_is_admitted_once() {
        assertThat(admitted("Name", Map.of())).isSameAs(admitted("Name", Map.of()));
        assertThat(admitted("Page", Map.of("n", 3))).isSameAs(admitted("Page", Map.of("n", 3)));
    }

    @Test
    void each_operation_and_each_page_size_is_admitted_as_it_is() {
        var three = admitted("Page", Map.of("n", 3));
        var twenty = admitted("Page", Map.of("n", 20));

        assertThat(twenty.bound().total().readUnits())
                .isGreaterThan(three.bound().total().readUnits());
        assertThat(admitted("Name", Map.of()).calls()).hasSize(1);
        assertThat(three.calls()).hasSize(2);
    }

    @Test
    void an_operation_with_a_text_of_the_client_is_not_kept() {
        var variables = Map.<String, Object>of("n", 3, "after", "cursor");

        assertThat(admitted("Page", variables)).isNotSameAs(admitted("Page", variables));
    }

    private Operation admitted(String name, Map<String, Object> variables) {
        return admission.admit(
                ORDERS,
                new GraphQLRequest(
                        "",
                        null,
                        name,
                        new HashMap<>(variables),
                        Map.of(),
                        Caller.anonymous(),
                        "",
                        false,
                        CostReport.NONE));
    }
}
