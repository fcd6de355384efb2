// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The events that the documentation tells a reader to invoke the function with.
interface RecordedEvents {
    Shop shop();

    @ParameterizedTest
    @CsvSource({
        "http-api-canonical-query.json, 200, /data/me/orders/edges/0/node/id",
        "http-api-place-order.json, 200, /data/placeOrder/id",
        "http-api-public-query.json, 200, /data/products/0/id",
        "function-url-query.json, 200, /data/products/0/id",
        // For the handler of a REST API, which the template does not deploy.
        "rest-api-query.json, 405, /errors/0/extensions/code"
    })
    default void an_event_is_answered(String file, int status, String pointer) throws Exception {
        var reply = shop().stage().send(Request.recorded(file));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().at(pointer).asText()).isNotEmpty();
    }
}
