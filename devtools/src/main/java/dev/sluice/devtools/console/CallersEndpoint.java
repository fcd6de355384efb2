// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.gateway.Reply;
import dev.sluice.internal.schema.Catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Returns the page's list of callers and its first query, which depend on the schema.
final class CallersEndpoint implements HttpHandler {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int CUSTOMERS = 5;

    private final Supplier<Catalog> catalog;
    private final boolean watches;

    /// @param watches whether the server knows what its requests do
    CallersEndpoint(Supplier<Catalog> catalog, boolean watches) {
        this.catalog = catalog;
        this.watches = watches;
    }

    /// @param label the text that the page shows
    /// @param sub the subject; empty for a caller without a token
    record Caller(String label, String sub, List<String> groups) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var shop = ShopData.concerns(catalog.get());
        var answer =
                Map.of(
                        "callers", shop ? ofShop() : ofAnySchema(),
                        "query", shop ? SHOP_QUERY : ANY_QUERY,
                        "watches", watches);
        Reply.of(200, "application/json", MAPPER.writeValueAsBytes(answer)).send(exchange);
    }

    private static List<Caller> ofShop() {
        var callers = new ArrayList<Caller>();
        for (var at = 1; at <= CUSTOMERS; at++) {
            callers.add(new Caller("customer c" + at, "c" + at, List.of()));
        }
        callers.add(new Caller("support", "sue", List.of("support")));
        callers.add(new Caller("staff", "stan", List.of("staff")));
        callers.add(new Caller("anonymous", "", List.of()));
        return callers;
    }

    private static List<Caller> ofAnySchema() {
        return List.of(new Caller("anonymous", "", List.of()), new Caller("ann", "ann", List.of()));
    }

    private static final String ANY_QUERY =
            """
            # Choose who is asking above. Press Ctrl-Space for what can be asked here.
            {
              __typename
            }
            """;

    private static final String SHOP_QUERY =
            """
            {
              me {
                name
                email
                loyalty { points }
                orders(first: 20) {
                  edges {
                    node {
                      id
                      status
                      placedAt
                      total
                      lines {
                        quantity
                        unitPrice
                        product { name imageUrl }
                      }
                    }
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """;
}
