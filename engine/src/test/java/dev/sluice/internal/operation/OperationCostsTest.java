// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.internal.cost.Cost;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.operation.InvalidDocumentException.Fault;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// The cost of a document's operations is computed without DynamoDB.
class OperationCostsTest {
    private static final String ORDERS = "me { orders(first: %s) { edges { node { id } } } }";

    private final OperationCosts costs = new OperationCosts(Schemas.compile(Schemas.shop()));

    private final OperationCosts records =
            new OperationCosts(
                    Schemas.compile(
                            """
                            schema @limits(requests: 100, readUnits: 100, writeUnits: 0) { query: Query }
                            type Query {
                              documents(ids: [ID!]! @constraint(maxItems: 3)): [Document] @getItem(key: "id IN $ids")
                                @auth(rules: [{signedIn: true}])
                            }
                            type Document @table(name: "Documents", partitionKey: "{id}")
                              @auth(rules: [{owner: "author"}, {exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) {
                              id: ID!
                              team: ID!
                              author: ID!
                              size: Int @resolver(name: "size", needs: ["id"], requests: 1)
                            }
                            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}")
                              @auth(rules: [{owner: "user"}]) { team: ID! user: ID! }
                            """));

    @Test
    void each_operation_of_a_document_is_costed() throws InvalidDocumentException {
        var found =
                costs.of(
                        """
                        query Me { me { ...Name } }
                        query Mine { me { ...Name loyalty { points } } }
                        fragment Name on User { name }
                        """,
                        Map.of());

        assertThat(found).extracting(OperationCost::name).containsExactly("Me", "Mine");
        assertThat(found)
                .extracting(cost -> cost.bound().total())
                .containsExactly(new Cost(1, 1, 1, 0), new Cost(1, 1, 2, 0));
        assertThat(found.getLast().bound().fields())
                .containsExactly(
                        Map.entry("me", new Cost(1, 1, 1, 0)),
                        Map.entry("me.loyalty", new Cost(1, 1, 1, 0)));
    }

    @Test
    void a_value_counts_as_it_is() throws InvalidDocumentException {
        var query = "query($n: Int!) { %s }".formatted(ORDERS.formatted("$n"));

        assertThat(only(query, Map.of("n", 3, "other", "x")).bound())
                .isEqualTo(only("{ %s }".formatted(ORDERS.formatted("3")), Map.of()).bound());
    }

    @ParameterizedTest
    @CsvSource({"Int!,20,n", "Int,20,n", "Int! = 7,7,"})
    void a_page_whose_size_is_not_known_is_as_long_as_its_default_or_the_most(
            String type, int size, String unknown) throws InvalidDocumentException {
        var cost = only("query($n: %s) { %s }".formatted(type, ORDERS.formatted("$n")), Map.of());

        assertThat(cost.bound().total())
                .isEqualTo(only("{" + ORDERS.formatted(size) + "}", Map.of()).bound().total());
        assertThat(cost.unknown()).isEqualTo(unknown == null ? List.of() : List.of(unknown));
    }

    @Test
    void a_list_that_is_not_known_is_as_long_as_it_may_be() throws InvalidDocumentException {
        var cost = only("query($ids: [ID!]!) { products(ids: $ids) { name } }", Map.of());

        assertThat(cost.bound().total()).isEqualTo(new Cost(1, 1, 50, 0));
    }

    @Test
    void a_condition_that_is_not_known_hides_nothing() throws InvalidDocumentException {
        var query =
                """
                query($a: Boolean!) {
                  me { loyalty @include(if: $a) { points } ...Orders @skip(if: $a) }
                }
                fragment Orders on User { orders(first: 1) { edges { node { id } } } }
                """;

        assertThat(only(query, Map.of()).bound().fields().keySet())
                .containsExactlyInAnyOrder("me", "me.loyalty", "me.orders");
        assertThat(only(query, Map.of("a", true)).bound().fields().keySet())
                .containsExactly("me", "me.loyalty");
    }

    @Test
    void an_operation_above_the_limits_says_which() throws InvalidDocumentException {
        var lines = "orders(first: 20) { edges { node { lines { product { name } } } } }";
        var query = "{ a: me { %1$s } b: me { %1$s } }".formatted(lines);

        assertThat(only(query, Map.of()).excesses())
                .containsExactly(
                        new CostLimit.Excess(
                                "readUnits", 400, 522, "a.orders.edges.node.lines.product"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ me {                                      | 1 | 7  | offending token",
                "{ me { age } }                              | 1 | 8  | age",
                "{ me { orders(first: 21) { edges { node { id } } } } }| 1 | 1  | maximum=20",
                "query($n: Int!) { me { orders(first: $n) { edges { node { id } } } } }| 1 | 1 | 'n'"
            })
    void a_document_that_does_not_fit_says_where(
            String document, int line, int column, String message) {
        var thrown =
                catchThrowableOfType(
                        InvalidDocumentException.class,
                        () -> costs.of(document, Map.of("n", "many")));

        assertThat(thrown.faults()).extracting(Fault::line).containsExactly(line);
        assertThat(thrown.faults()).extracting(Fault::column).containsExactly(column);
        assertThat(thrown.faults().getFirst().message()).contains(message);
    }

    /// Both documents of another and own ones can be in one list: the own ones are there a wave
    /// before the records of the others, so a resolver is called once for each of the two waves.
    @Test
    void objects_that_need_a_record_arrive_one_wave_after_the_others()
            throws InvalidDocumentException {
        var found = records.of("{ documents(ids: [\"a\", \"b\", \"c\"]) { size } }", Map.of());

        assertThat(found.getFirst().bound().fields())
                .containsExactly(
                        Map.entry("documents", new Cost(2, 2, 6, 0)),
                        Map.entry("documents.size", new Cost(2, 3, 0, 0)));
        assertThat(found.getFirst().bound().total()).isEqualTo(new Cost(4, 3, 6, 0));
    }

    private OperationCost only(String document, Map<String, Object> variables)
            throws InvalidDocumentException {
        var found = costs.of(document, variables);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
