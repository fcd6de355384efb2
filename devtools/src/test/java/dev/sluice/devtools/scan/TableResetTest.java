// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

class TableResetTest {
    private static final List<TableDescription> TABLES =
            List.of(table("Notes-prod", 12_345), table("Tags-prod", 1));

    @Test
    void each_table_in_aws_must_be_named() {
        assertThatThrownBy(() -> reset("aws", "Tags-prod").require(TABLES))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        """
                        --reset deletes every item of these tables at AWS:
                          Notes-prod, about 12,345 items
                        If you want that, add --delete-from Notes-prod.\
                        """);
        assertThatThrownBy(() -> reset("https://dynamodb.eu-west-1.amazonaws.com").require(TABLES))
                .hasMessageContaining("add --delete-from Notes-prod --delete-from Tags-prod.");
        assertThatCode(() -> reset("aws", "Notes-prod", "Tags-prod").require(TABLES))
                .doesNotThrowAnyException();
    }

    @Test
    void tables_outside_of_aws_need_no_names() {
        assertThatCode(() -> reset("http://localhost:8000").require(TABLES))
                .doesNotThrowAnyException();
    }

    private static TableReset reset(String endpoint, String... named) {
        var client = StoreClient.client(new Endpoint(URI.create("http://localhost:1")));
        return new TableReset(client, Endpoint.parse(endpoint), Set.copyOf(Arrays.asList(named)));
    }

    private static TableDescription table(String name, long items) {
        return TableDescription.builder().tableName(name).itemCount(items).build();
    }
}
