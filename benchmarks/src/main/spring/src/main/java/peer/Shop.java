// SPDX-License-Identifier: Apache-2.0
package peer;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields that read DynamoDB.
@Controller
class Shop {
    private final Tables tables;

    Shop(Tables tables) {
        this.tables = tables;
    }

    record User(String id, String name, String email, String phone, int version) {}

    record Loyalty(int points) {}

    record Order(
            String id,
            String status,
            String placedAt,
            List<OrderLine> lines,
            String total,
            int version) {}

    record OrderLine(String productId, int quantity, String unitPrice) {}

    record Product(String id, String name, String imageUrl, String category, String price) {}

    record Step(String id, String label, String nextId) {}

    record Note(String id, String text) {}

    @QueryMapping
    User me(@ContextValue String sub) {
        return tables.items("Users", "id", List.of(sub)).values().stream()
                .map(item ->
                        new User(
                                item.text("id"),
                                item.text("name"),
                                item.text("email"),
                                item.text("phone"),
                                item.number("version")))
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    List<Product> products(@Argument List<String> ids) {
        var found = found(ids);
        return ids.stream().map(found::get).toList();
    }

    @QueryMapping
    Step step(@Argument String id) {
        return steps(List.of(id)).get(id);
    }

    @QueryMapping
    Page<Note> notes(@Argument String topic, @Argument int first) {
        return Page.of(
                tables.page("Notes", "topic", topic, true, first + 1),
                first,
                item -> new Note(item.text("id"), item.text("text")));
    }

    @BatchMapping
    Map<User, Loyalty> loyalty(List<User> users) {
        var found = tables.items("Loyalty", "customerId", users.stream().map(User::id).toList());
        var loyalty = new HashMap<User, Loyalty>();
        for (var user : users) {
            var item = found.get(user.id());
            loyalty.put(user, item == null ? null : new Loyalty(item.number("points")));
        }
        return loyalty;
    }

    @SchemaMapping
    Page<Order> orders(User user, @Argument int first) {
        return Page.of(
                tables.page("Orders", "customerId", user.id(), false, first + 1),
                first,
                item ->
                        new Order(
                                item.text("id"),
                                item.text("status"),
                                item.text("placedAt"),
                                item.list("lines").stream()
                                        .map(line ->
                                                new OrderLine(
                                                        line.text("productId"),
                                                        line.number("quantity"),
                                                        line.decimal("unitPrice")))
                                        .toList(),
                                item.decimal("total"),
                                item.number("version")));
    }

    @BatchMapping
    List<Product> product(List<OrderLine> lines) {
        var found = found(lines.stream().map(OrderLine::productId).distinct().toList());
        var products = new ArrayList<Product>();
        lines.forEach(line -> products.add(found.get(line.productId())));
        return products;
    }

    @BatchMapping
    List<Step> next(List<Step> steps) {
        var found = steps(steps.stream().map(Step::nextId).distinct().toList());
        return steps.stream().map(step -> found.get(step.nextId())).toList();
    }

    private Map<String, Step> steps(List<String> ids) {
        return tables.items("Steps", "id", ids).values().stream()
                .map(item -> new Step(item.text("id"), item.text("label"), item.text("nextId")))
                .collect(Collectors.toMap(Step::id, Function.identity()));
    }

    private Map<String, Product> found(List<String> ids) {
        return tables.items("Products", "id", ids).values().stream()
                .map(item ->
                        new Product(
                                item.text("id"),
                                item.text("name"),
                                item.text("imageUrl"),
                                item.text("category"),
                                item.decimal("price")))
                .collect(Collectors.toMap(Product::id, Function.identity()));
    }
}
