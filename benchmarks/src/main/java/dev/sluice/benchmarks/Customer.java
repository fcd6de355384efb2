// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.ShopEvents.Document;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.FunctionProcess;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

/// A customer of the shop, who sends one request after the other, and knows what each must answer.
/// No other client is the same customer.
final class Customer implements Callable<Void> {
    private static final ShopEvents EVENTS = new ShopEvents();
    private static final List<String> CATEGORIES = List.of("chair", "lamp", "table", "mug");
    private static final int PRODUCTS = 300;
    private static final String NONE = "";
    private static final String CONFLICT = "CONFLICT";

    private final FunctionProcess instance;
    private final String id;
    private final Random random;
    private final Tally tally;
    private int refusals;
    private volatile boolean gone;

    Customer(FunctionProcess instance, String id, long seed, Tally tally) {
        this.instance = instance;
        this.id = id;
        this.random = new Random(seed);
        this.tally = tally;
    }

    /// Lets [#call] return after the requests that it has begun.
    void leave() {
        gone = true;
    }

    /// @throws FunctionFault if the function gives no answer
    @Override
    public @Nullable Void call() throws FunctionFault {
        while (!gone) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> readShop();
                case 3, 4, 5 -> browse();
                case 6 -> order();
                case 7 -> changeProfile();
                default -> beRefused();
            }
        }
        return null;
    }

    private void readShop() throws FunctionFault {
        var page = ask(NONE, Document.ofApp("MyShop", Map.of()));
        var next = next("/me/orders", page);
        if (next != null) {
            ask(NONE, Document.ofApp("MyShop", Map.of("after", next)));
        }
        ask("BAD_CURSOR", Document.ofApp("MyShop", Map.of("after", "x" + random.nextInt())));
    }

    private void browse() throws FunctionFault {
        var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        var variables = new HashMap<String, Object>(Map.of("category", category));
        if (random.nextBoolean()) {
            variables.put("maxPrice", "150.00");
        }
        var page = askOpenly("CategoryPage", variables);
        var next = next("/productsInCategory", page);
        if (next != null) {
            variables.put("after", next);
            askOpenly("CategoryPage", variables);
        }
        askOpenly("ProductPage", Map.of("id", product()));
    }

    /// Places an order and cancels it, so that the stock and the points stay as they are.
    private void order() throws FunctionFault {
        var product = product();
        var price = askOpenly("ProductPage", Map.of("id", product)).text("/products/0/price");
        ask("PRICE_OR_STOCK_CHANGED", order(product, "0.01", token()));
        var document = order(product, price, token());
        var placed = ask(NONE, document).text("/placeOrder/id");
        var again = ask(NONE, document);
        if (!again.text("/placeOrder/id").equals(placed)) {
            tally.unexpected("a token placed two orders");
        }
        ask(NONE, Document.ofApp("OrderPage", Map.of("id", placed)));
        var cancel =
                Document.ofApp(
                        "CancelOrder",
                        Map.of("id", placed, "version", again.number("/placeOrder/version")));
        ask(NONE, cancel);
        ask(CONFLICT, cancel);
    }

    private static Document order(String product, String price, String token) {
        var line = Map.of("productId", product, "quantity", 1, "unitPrice", price);
        return Document.ofApp(
                "PlaceOrder",
                Map.of("clientRequestToken", token, "input", Map.of("lines", List.of(line))));
    }

    private void changeProfile() throws FunctionFault {
        var version = ask(NONE, Document.ofApp("MyShop", Map.of())).number("/me/version");
        var phone = "+1 555 %04d".formatted(random.nextInt(10_000));
        var change =
                Document.ofApp(
                        "UpdateProfile",
                        Map.of("version", version, "input", Map.of("phone", phone)));
        ask(NONE, change);
        ask(CONFLICT, change);
    }

    /// Each document is another one, so that a cache of documents never has it.
    private void beRefused() throws FunctionFault {
        var name = "%s_%d".formatted(id, refusals++);
        refused("GRAPHQL_PARSE_FAILED", name, "{ me { name }");
        refused("GRAPHQL_VALIDATION_FAILED", name, "{ me { password } }");
        refused("FORBIDDEN", name, "{ user(id: \"c50\") { name } }");
        refused("BAD_USER_INPUT", name, "{ me { orders(first: 0) { edges { node { id } } } } }");
    }

    /// Sends other documents until they have so many characters together.
    void fillCache(int characters) throws FunctionFault {
        for (var sent = 0; sent < characters; ) {
            var name = "fill_%d".formatted(refusals++);
            sent += refused("FORBIDDEN", name, "{ user(id: \"c50\") { name } }");
        }
    }

    private int refused(String code, String name, String selection) throws FunctionFault {
        var text = "query %s %s".formatted(name, selection);
        ask(code, new Document(name, text, Map.of()));
        return text.length();
    }

    private String product() {
        return "p" + (1 + random.nextInt(PRODUCTS));
    }

    private String token() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static @Nullable String next(String connection, ClientAnswer page) {
        return page.is(connection + "/pageInfo/hasNextPage")
                ? page.text(connection + "/pageInfo/endCursor")
                : null;
    }

    private ClientAnswer ask(String code, Document document) throws FunctionFault {
        return answer(code, document.name(), EVENTS.signedIn(id, document));
    }

    private ClientAnswer askOpenly(String operation, Map<String, ?> variables)
            throws FunctionFault {
        var document = Document.ofApp("ProductPages", operation, variables);
        return answer(NONE, operation, EVENTS.open(document));
    }

    private ClientAnswer answer(String expected, String what, String event) throws FunctionFault {
        tally.request();
        var response = instance.invoke(event);
        var answer = ClientAnswer.of(response);
        if (!answer.code().equals(expected)) {
            tally.unexpected("%s, not '%s': %s".formatted(what, expected, response));
        }
        return answer;
    }
}
