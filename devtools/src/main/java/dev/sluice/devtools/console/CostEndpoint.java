// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.gateway.Reply;
import dev.sluice.internal.cost.Cost;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.operation.InvalidDocumentException;
import dev.sluice.internal.operation.OperationCost;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Answers the most that the operations of a document can cost, while the developer types it. It
/// runs nothing. The body is `{"query": …, "variables": …}`. Answers only this machine's own page.
final class CostEndpoint implements HttpHandler {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final Supplier<Catalog> catalog;
    private @Nullable Costs costs;

    CostEndpoint(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    record Asked(@Nullable String query, @Nullable Map<String, Object> variables) {}

    private record Costs(Catalog catalog, OperationCosts operations) {}

    /// @param name null for an anonymous operation
    /// @param fields what each field costs on its own, by its response path
    /// @param unknown variables without a value, for which the worst case counts
    /// @param excesses the limits that the operation exceeds
    record Answer(
            @Nullable String name,
            Picture.Amounts bound,
            Map<String, Picture.Amounts> fields,
            List<String> unknown,
            List<CostLimit.Excess> excesses) {

        static Answer of(OperationCost cost) {
            var fields = new LinkedHashMap<String, Picture.Amounts>();
            cost.bound().fields().forEach((field, own) -> fields.put(field, amounts(own)));
            return new Answer(
                    cost.name(),
                    amounts(cost.bound().total()),
                    fields,
                    cost.unknown(),
                    cost.excesses());
        }

        private static Picture.Amounts amounts(Cost cost) {
            return new Picture.Amounts(
                    cost.requests(), cost.waves(), cost.readUnits(), cost.writeUnits());
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (OwnPage.refuses(exchange, "POST")) {
            return;
        }
        var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Reply reply;
        try {
            var asked = MAPPER.readValue(body, new TypeReference<Asked>() {});
            var query = asked.query();
            var answer =
                    operations()
                            .of(
                                    query == null ? "" : query,
                                    asked.variables() == null ? Map.of() : asked.variables())
                            .stream()
                            .map(Answer::of)
                            .toList();
            reply = Reply.of(200, "application/json", MAPPER.writeValueAsBytes(answer));
        } catch (JsonProcessingException | InvalidDocumentException e) {
            // The document is not finished. The editor shows its problems.
            reply = Reply.message(400, "Bad Request");
        }
        reply.send(exchange);
    }

    @SuppressWarnings("ReferenceEquality") // Each reload makes a new catalog.
    private synchronized OperationCosts operations() {
        var current = catalog.get();
        if (costs == null || costs.catalog() != current) {
            costs = new Costs(current, new OperationCosts(current));
        }
        return costs.operations();
    }
}
