// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.adopt.ValueTypes.Found;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

class ValueTypesTest {
    private final EmbeddedTypes embedded = new EmbeddedTypes(new HashSet<>());
    private final ValueTypes types = new ValueTypes(embedded);

    @Test
    void texts_are_times_if_they_have_one_of_the_forms_that_sluice_writes() {
        assertThat(found("at", s("2026-01-01T10:00:00.000Z"))).isEqualTo(Found.of("DateTime"));
        assertThat(found("at", s("2026-01-01T10:00:00Z")).unit()).isEqualTo("SECONDS");
        assertThat(found("at", s("2026-01-01"), s("2026-12-31")).unit()).isEqualTo("DAYS");
        assertThat(type("at", s("2026-01-01T10:00:00.000Z"), s("2026-01-01T10:00:00Z")))
                .isEqualTo("String");
        assertThat(found("at", s("2026-01-01T10:00:00+01:00")).note())
                .contains("A time in another form");
        assertThat(type("at", s("2026-02-30"))).isEqualTo("String");
    }

    @Test
    void a_number_is_a_time_only_if_its_name_and_its_size_say_so() {
        assertThat(found("createdAt", n("1700000000")))
                .isEqualTo(new Found("DateTime", "N", "Epoch seconds?"));
        assertThat(found("createdAt", n("1700000000123")))
                .isEqualTo(new Found("DateTime", "N", "MILLISECONDS", "Epoch milliseconds?"));
        assertThat(found("createdAt", n("1700000000123"), n("1700000000")).note())
                .isEqualTo("Some are epoch seconds, some milliseconds?");
        assertThat(type("createdAt", n("1700000000.5"))).isEqualTo("Decimal");
        assertThat(type("views", n("1700000000"))).isEqualTo("Int");
        assertThat(type("views", n("1700000000123"))).isEqualTo("Decimal");
        assertThat(type("createdAt", n("7"))).isEqualTo("Int");
        assertThat(type("price", n("7"), n("7.5"))).isEqualTo("Decimal");
        assertThat(type("big", n("3000000000"))).isEqualTo("Decimal");
    }

    @Test
    void the_ttl_attribute_is_a_time_of_seconds_or_of_milliseconds() {
        var seconds = types.ofTtl("Owner", "end", List.of(n("7")));
        assertThat(seconds).isEqualTo(new Found("DateTime", "N", null));
        var wrong = types.ofTtl("Owner", "end", List.of(n("1700000000123")));
        assertThat(wrong.unit()).isEqualTo("MILLISECONDS");
        assertThat(wrong.note()).contains("DynamoDB expects seconds");
        assertThat(types.ofTtl("Owner", "end", List.of(s("x")))).isEqualTo(Found.of("String"));
    }

    @Test
    void values_of_several_types_are_json() {
        assertThat(type("any", n("1"), s("1"))).isEqualTo("JSON");
        assertThat(type("any", AttributeValue.fromL(List.of(n("1"), s("1"))))).isEqualTo("JSON");
        assertThat(type("any", AttributeValue.fromL(List.of()))).isEqualTo("JSON");
    }

    @Test
    void sets_and_lists_have_the_type_of_their_elements() {
        assertThat(type("tags", AttributeValue.fromSs(List.of("a")))).isEqualTo("[String!]");
        assertThat(found("tags", AttributeValue.fromNs(List.of("1"))).as()).isEqualTo("NS");
        assertThat(type("tags", AttributeValue.fromL(List.of(n("1"), n("2"))))).isEqualTo("[Int!]");
    }

    @Test
    void a_map_is_an_object_if_the_items_have_the_same_members() {
        var place = AttributeValue.fromM(Map.of("street", s("Main"), "number", n("5")));
        assertThat(type("place", place, place)).isEqualTo("OwnerPlace");
        assertThat(embedded.lines())
                .containsSubsequence("type OwnerPlace {", "  number: Int", "  street: String");

        var one = AttributeValue.fromM(Map.of("a", n("1")));
        var two = AttributeValue.fromM(Map.of("b", n("1")));
        var three = AttributeValue.fromM(Map.of("c", n("1")));
        assertThat(type("counts", one, two, three)).isEqualTo("JSON");
        assertThat(type("odd", AttributeValue.fromM(Map.of("a-b", n("1"))))).isEqualTo("JSON");
    }

    @Test
    void a_text_of_few_words_is_asked_to_be_an_enum() {
        var words = new ArrayList<>(Collections.nCopies(8, s("OPEN")));
        words.addAll(Collections.nCopies(4, s("CLOSED")));
        assertThat(types.of("Owner", "state", words).note())
                .isEqualTo("Always one of CLOSED, OPEN: an enum?");
        assertThat(types.of("Owner", "stateId", words).note()).isNull();
    }

    private String type(String attribute, AttributeValue... values) {
        return found(attribute, values).type();
    }

    private Found found(String attribute, AttributeValue... values) {
        return types.of("Owner", attribute, List.of(values));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }
}
