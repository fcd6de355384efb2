// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.Shop;
import dev.sluice.internal.dynamodb.TestStore;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.util.Objects;

class TableDefinitionsTest {
    @Test
    void a_table_has_the_keys_the_indexes_and_the_ttl_of_its_schema() {
        try (var store = new TestStore()) {
            var products =
                    store.client
                            .describeTable(d -> d.tableName(store.physical("Products")))
                            .table();
            assertThat(products.billingModeSummary().billingMode())
                    .isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(products.attributeDefinitions())
                    .extracting(definition -> definition.attributeName())
                    .containsExactlyInAnyOrder("id", "category", "price");
            assertThat(products.globalSecondaryIndexes().getFirst().projection())
                    .returns(ProjectionType.INCLUDE, projection -> projection.projectionType())
                    .satisfies(projection ->
                            assertThat(projection.nonKeyAttributes()).containsExactly("name"));

            var events = Objects.requireNonNull(Shop.TABLES.get("Events"));
            store.client.updateTimeToLive(
                    TableDefinitions.timeToLive(events, store.physical("Events")).orElseThrow());
            assertThat(
                            store.client
                                    .describeTimeToLive(d -> d.tableName(store.physical("Events")))
                                    .timeToLiveDescription()
                                    .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    @Test
    void a_table_whose_items_do_not_expire_has_no_ttl() {
        var words = Objects.requireNonNull(Shop.TABLES.get("Words"));
        assertThat(TableDefinitions.timeToLive(words, "words")).isEmpty();
    }
}
