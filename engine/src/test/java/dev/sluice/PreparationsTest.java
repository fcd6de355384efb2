// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Preparation;
import dev.sluice.resolver.Resolvers;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;

/// What a Java resolver prepares is checked against the schema before anything is sent.
class PreparationsTest {
    private static final String ORDER =
            """
            mutation { placeOrder(clientRequestToken: "t-1", input: {lines: [
              {productId: "p", quantity: 1, unitPrice: "1"}]}) { id } }\
            """;

    static Stream<Preparation> wrong() {
        return Stream.of(
                _ -> Map.of("total", BigDecimal.ONE),
                _ -> Map.of("total", BigDecimal.ONE, "points", 1, "tax", 1),
                _ -> Map.of("total", 1, "points", 1),
                _ -> Map.of("total", BigDecimal.ONE, "points", 1L),
                _ -> {
                    throw new IllegalStateException("with a value");
                });
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_does_not_fit_the_schema_is_internal_and_nothing_is_sent(Preparation wrong) {
        var resolvers = Resolvers.none().prepares("priceOrder", wrong);
        try (var api = Api.of(Schemas.shop(), Map.of(), builder -> builder.resolvers(resolvers))) {
            var answer = api.ask(Who.user("ann"), ORDER);

            assertThat(answer.errors()).containsExactly("/placeOrder INTERNAL");
            assertThat(api.wire().calls()).isEmpty();
        }
    }
}
