// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The kit with the shop: its schema, trusted operations and resolvers are on the class path.
@SluiceTest(data = "../test-kit/src/test/data/shop.json")
class SluiceTestTest {
    private static final Map<String, Object> KETTLE =
            Map.of("productId", "p1", "quantity", 1, "unitPrice", new BigDecimal("24.50"));
    private static final Map<String, Object> ORDER =
            Map.of("clientRequestToken", "t1", "input", Map.of("lines", List.of(KETTLE)));

    @Test
    void a_document_is_answered_from_the_data_file(TestApi api) {
        var answer = api.as("ann").query("{ me { name email } }");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data())
                .hasToString("{\"me\":{\"name\":\"Ann\",\"email\":\"ann@example.com\"}}");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.codes()).isEmpty();
    }

    @Test
    void variables_are_sent(TestApi api) {
        var answer =
                api.asNobody()
                        .query(
                                "query P($ids: [ID!]!) { products(ids: $ids) { name price } }",
                                Map.of("ids", List.of("p1")));

        assertThat(answer.data().at("/products/0/price").asText()).isEqualTo("24.5");
    }

    /// It also shows that the resolver of the project runs: it computes the total.
    @RepeatedTest(2)
    void a_trusted_operation_runs_by_its_name_and_leaves_nothing_for_the_next_test(TestApi api) {
        var ann = api.as("ann");
        assertThat(ann.run("MyShop").data().at("/me/orders/edges")).isEmpty();

        var placed = ann.run("PlaceOrder", ORDER);

        assertThat(placed.codes()).isEmpty();
        assertThat(new BigDecimal(placed.data().at("/placeOrder/total").asText()))
                .isEqualByComparingTo("24.5");
        assertThat(ann.run("MyShop").data().at("/me/orders/edges")).hasSize(1);
        assertThat(api.as("bob").run("MyShop").data().at("/me/orders/edges")).isEmpty();
    }

    @Test
    void an_operation_that_is_not_there_is_reported_with_those_that_are(TestApi api) {
        assertThatThrownBy(() -> api.as("ann").run("PlaceOrders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "0 trusted operations have the name PlaceOrders. There are [CancelOrder,"
                                + " CategoryPage, MyShop, OrderPage, PlaceOrder, ProductPage,"
                                + " UpdateProfile].");
    }

    @Test
    void an_answer_has_the_codes_of_its_errors(TestApi api) {
        var answer = api.asNobody().query("{ me { name } }");

        assertThat(answer.codes()).containsExactly("UNAUTHENTICATED");
        assertThat(answer.errors().at("/0/path/0").asText()).isEqualTo("me");

        var refused = api.as("ann").query("{ absent }");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.data().isNull()).isTrue();
        assertThat(refused.codes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void an_answer_has_what_the_operation_took_from_DynamoDB(TestApi api) {
        var took =
                api.as("ann")
                        .query("{ me { name orders { edges { node { id } } } } }")
                        .consumption();

        assertThat(took.requests()).isEqualTo(2);
        assertThat(took.waves()).isEqualTo(1);
        assertThat(took.readUnits()).isEqualTo(0.5);
        assertThat(took.writeUnits()).isZero();
        assertThat(api.as("ann").query("{ absent }").consumption().requests()).isZero();
    }

    @Test
    void groups_scopes_and_claims_are_those_of_the_caller(TestApi api) {
        var document = "{ user(id: \"bob\") { name } }";
        var ann = api.as("ann");

        assertThat(ann.query(document).codes()).containsExactly("FORBIDDEN");
        assertThat(ann.withGroups("staff", "support").query(document).codes()).isEmpty();
        assertThat(ann.withGroups("support").withGroups("staff").query(document).codes())
                .containsExactly("FORBIDDEN");
        assertThat(ann.withScopes("support").query(document).codes()).containsExactly("FORBIDDEN");
        assertThat(ann.withClaim("sub", "bob").query("{ me { name } }").data())
                .hasToString("{\"me\":{\"name\":\"Bob\"}}");
        assertThatThrownBy(() -> api.asNobody().withGroups("support"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("as(subject)");
    }

    @Test
    void claims_are_written_as_API_Gateway_writes_them() {
        assertThat(ClaimValue.text(List.of("a", "b"))).isEqualTo("[a b]");
        assertThat(ClaimValue.text(Map.of("a", List.of(1)))).isEqualTo("{\"a\":[1]}");
        assertThat(ClaimValue.text(true)).isEqualTo("true");
        assertThat(ClaimValue.text(7)).isEqualTo("7");
    }

    @Nested
    class Seeds {
        @BeforeEach
        void seed(TestApi api) {
            api.seed("Loyalty", Map.of("customerId", "ann", "points", 5));
        }

        @Test
        void an_item_is_added_to_the_data_file(TestApi api) {
            assertThat(api.as("ann").query("{ me { name loyalty { points } } }").data())
                    .hasToString("{\"me\":{\"name\":\"Ann\",\"loyalty\":{\"points\":5}}}");
        }

        @Test
        void an_item_replaces_one_with_its_key_and_has_the_keys_of_its_indexes(TestApi api) {
            api.seed("User", Map.of("id", "ann", "name", "Anna", "email", "anna@example.com"));

            assertThat(
                            api.as("cat")
                                    .withGroups("support")
                                    .query("{ userByEmail(email: \"anna@example.com\") { name } }")
                                    .data())
                    .hasToString("{\"userByEmail\":{\"name\":\"Anna\"}}");
        }

        @Test
        void an_item_that_does_not_fit_is_named(TestApi api) throws Exception {
            assertThatThrownBy(() -> api.seed("Customer", Map.of()))
                    .hasMessage(
                            "Customer: the schema has no stored type with this name; it has Loyalty,"
                                    + " Order, Product, User.");
            assertThatThrownBy(
                            () -> api.seed("Loyalty", Map.of("customerId", "ann", "points", "x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Loyalty: Loyalty.points: expected ");
            var file = Files.createTempFile("data", ".json");
            try {
                Files.writeString(file, "{\"Loyalty\": [{\"points\": 1}]}");
                assertThatThrownBy(() -> api.seed(file))
                        .hasMessageStartingWith(file + " Loyalty[0]: Loyalty.customerId: ");
                Files.writeString(file, "[");
                assertThatThrownBy(() -> api.seed(file))
                        .hasMessage(
                                file
                                        + " cannot be read. A data file has the form {\"Type\":"
                                        + " [{\"field\": value}]}.");
            } finally {
                Files.delete(file);
            }
            assertThatThrownBy(() -> api.seed(Path.of("absent.json")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("absent.json cannot be read.");
        }
    }
}
