// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SampleDataTest {
    private static final Catalog SHOP = Schemas.compile(Schemas.SHOP);

    @TempDir Path directory;

    static List<Catalog> shops() {
        return List.of(SHOP, Schemas.compile(Schemas.SINGLE_TABLE_SHOP));
    }

    @ParameterizedTest
    @MethodSource("shops")
    void the_generated_shop_fits_both_shop_schemas(Catalog catalog) {
        assertThat(ShopData.concerns(catalog)).isTrue();
        assertThat(ShopData.generate().fit(catalog)).hasSize(800);
    }

    @Test
    void defaults_and_the_first_version_need_not_be_given() throws IOException {
        var items =
                fit(
                        """
                        {"Loyalty": [{"customerId": "c1"}],
                         "User": [{"id": "c1", "name": "Ada", "email": "ada@example.com"}]}
                        """);

        assertThat(items.getFirst().attributes())
                .containsEntry("points", AttributeValue.fromN("0"));
        assertThat(items.getLast().attributes())
                .containsEntry("version", AttributeValue.fromN("1"));
    }

    @Test
    void an_unknown_type_is_reported_with_the_known_ones() {
        assertWrong(
                "{\"Ordr\": []}",
                "Ordr: the schema has no stored type with this name; it has Loyalty, Order, Product, User.");
    }

    @Test
    void an_unknown_field_is_reported_with_its_item() {
        assertWrong(
                "{\"Loyalty\": [{\"customerId\": \"c1\"}, {\"customerId\": \"c2\", \"pints\": 1}]}",
                "Loyalty[1]: Loyalty.pints: expected one of [customerId, points].");
    }

    @Test
    void a_value_of_another_type_is_reported_with_what_is_expected() {
        assertWrong(
                "{\"Loyalty\": [{\"customerId\": \"c1\", \"points\": \"many\"}]}",
                "Loyalty[0]: Loyalty.points: expected an integer of 32 bits.");
    }

    @Test
    void a_value_that_does_not_meet_its_constraint_is_reported() {
        assertWrong(
                "{\"User\": [{\"id\": \"c1\", \"name\": \"Ada\", \"email\": \"nobody\"}]}",
                "User[0]: User.email: expected a value that meets @constraint(pattern: [^@ ]+@[^@ ]+).");
    }

    @Test
    void a_text_is_lower_cased_as_its_scalar_says() throws IOException {
        var items =
                fit("{\"User\": [{\"id\": \"c1\", \"name\": \"Ada\", \"email\": \"Ada@X.org\"}]}");

        assertThat(items.getFirst().attributes())
                .containsEntry("email", AttributeValue.fromS("ada@x.org"));
    }

    @Test
    void a_missing_value_is_reported() {
        assertWrong("{\"Loyalty\": [{}]}", "Loyalty[0]: Loyalty.customerId: expected a value.");
        assertWrong("{\"Loyalty\": [null]}", "Loyalty[0]: it must be an object.");
    }

    @Test
    void two_items_with_one_key_are_reported() {
        assertWrong(
                "{\"Loyalty\": [{\"customerId\": \"c1\"}, {\"customerId\": \"c1\", \"points\": 2}]}",
                "Loyalty[1]: the item has the same key as Loyalty[0].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"User\": {}}", "{\"User\": [1]}", "{\"User\": []} x", "{\"a\""})
    void a_file_that_is_not_sample_data_is_reported(String text) {
        assertThatThrownBy(() -> fit(text))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT))
                .hasMessageStartingWith(file().toString())
                .hasMessageNotContainingAny("\n", "com.fasterxml", "java.util");
    }

    @Test
    void a_repeated_field_is_reported() {
        assertThatThrownBy(() -> fit("{\"User\": [{\"id\": \"a\", \"id\": \"b\"}]}"))
                .hasMessageContaining("Duplicate field 'id'");
    }

    @Test
    void a_missing_file_is_reported() {
        assertThatThrownBy(() -> DataFile.read(file()))
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessage("The data file %s cannot be read.".formatted(file()));
    }

    private void assertWrong(String text, String fault) {
        assertThatThrownBy(() -> fit(text))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT))
                .hasMessage(file() + " " + fault);
    }

    private List<StoredItem> fit(String text) throws IOException {
        return DataFile.read(Files.writeString(file(), text)).fit(SHOP);
    }

    private Path file() {
        return directory.resolve("data.json");
    }
}
