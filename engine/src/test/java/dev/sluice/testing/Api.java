// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.Composition;
import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.snapstart.SnapStart;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.WriteEvent;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An API on an embedded DynamoDB, which tests call with events through the deployed handler. Tests
/// can see the requests that it sends. It has its own tables.
public final class Api implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final int WRITES_PER_REQUEST = 25;
    private static final int PLENTY = 30_000;

    /// Many tests open an API for each of their cases, always with the same schema.
    private static final Map<String, Catalog> CATALOGS = new ConcurrentHashMap<>();

    private final WireProxy wire;
    private final DynamoDbClient client;
    private final DynamoDbClient unseen = Direct.CLIENT;
    private final Map<String, String> tables = new HashMap<>();
    private final Catalog catalog;
    private final Sluice sluice;
    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;
    private final ItemEncoder encoder;
    private final Heard heard = new Heard();
    private InstantSource clock = InstantSource.fixed(NOW);

    private Api(
            String schema,
            Map<String, String> settings,
            boolean seen,
            UnaryOperator<Sluice.Builder> more)
            throws IOException {
        wire = WireProxy.before(SharedDynamoDb.endpoint());
        client = client(seen ? wire.endpoint() : SharedDynamoDb.endpoint());
        var suffix = "-" + UUID.randomUUID();
        catalog =
                CATALOGS.computeIfAbsent(
                        schema, text -> SchemaCompiler.compile("test.graphqls", text));
        catalog.tables().keySet().forEach(name -> tables.put(name, name + suffix));
        sluice =
                more.apply(
                                Composition.of(catalog)
                                        .settings(settings(settings))
                                        .dynamoDb(client)
                                        .clock(() -> clock.instant())
                                        .listener(heard))
                        .build();
        handler = sluice.httpApi();
        encoder = new ItemEncoder(catalog.shapes(), InstantSource.fixed(NOW));
        catalog.tables()
                .forEach((name, table) ->
                        unseen.createTable(TableDefinitions.of(table, physicalName(name))));
    }

    public static Api of(String schema) {
        return of(schema, Map.of());
    }

    /// @param settings in addition to the cursor keys, introspection (on) and the names of the
    ///   tables
    public static Api of(String schema, Map<String, String> settings) {
        return of(schema, settings, builder -> builder);
    }

    /// @param more configures the rest of the API
    public static Api of(
            String schema, Map<String, String> settings, UnaryOperator<Sluice.Builder> more) {
        try {
            return new Api(schema, settings, true, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns an API whose requests bypass the proxy. It is fast, and many threads can `send` with
    /// it.
    public static Api unseen(String schema) {
        return unseen(schema, Map.of());
    }

    /// @param settings as for `of`
    public static Api unseen(String schema, Map<String, String> settings) {
        return unseen(schema, settings, builder -> builder);
    }

    /// @param settings as for `of`
    /// @param more configures the rest of the API
    public static Api unseen(
            String schema, Map<String, String> settings, UnaryOperator<Sluice.Builder> more) {
        try {
            return new Api(schema, settings, false, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Settings settings(Map<String, String> given) {
        var names = String.join(",", tables.entrySet().stream().map(Object::toString).toList());
        var all =
                new HashMap<>(
                        Map.of(
                                "SLUICE_CURSOR_KEYS",
                                "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                "SLUICE_INTROSPECTION",
                                "on",
                                "SLUICE_COST_REPORT",
                                "consumed",
                                "SLUICE_TABLES",
                                names));
        all.putAll(given);
        return Settings.from(all);
    }

    private static DynamoDbClient client(URI endpoint) {
        return local(DynamoDbClients.configure(DynamoDbClient.builder()), endpoint).build();
    }

    private static DynamoDbClientBuilder local(DynamoDbClientBuilder builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")));
    }

    /// Stores an item of a type in the form that the schema defines.
    public Api with(String type, Map<String, ?> fields) {
        return withAll(type, List.of(fields));
    }

    public Api withAll(String type, List<? extends Map<String, ?>> items) {
        var stored = type(type);
        var name = physicalName(stored.table());
        for (int from = 0; from < items.size(); from += WRITES_PER_REQUEST) {
            var writes = new ArrayList<WriteRequest>();
            for (var fields :
                    items.subList(from, Math.min(items.size(), from + WRITES_PER_REQUEST))) {
                var item = encoder.encode(stored, new HashMap<>(fields));
                writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
            }
            unseen.batchWriteItem(batch -> batch.requestItems(Map.of(name, writes)));
        }
        return this;
    }

    /// Stores an item of a type, with some attributes instead of those that the schema defines.
    public Api withRaw(String type, Map<String, ?> fields, Map<String, AttributeValue> raw) {
        var stored = type(type);
        var item = new HashMap<>(encoder.encode(stored, new HashMap<>(fields)));
        item.putAll(raw);
        unseen.putItem(put -> put.tableName(physicalName(stored.table())).item(item));
        return this;
    }

    private StoredType type(String name) {
        return Objects.requireNonNull(catalog.storedTypes().get(name));
    }

    /// Returns the hooks of its snapshot. They send their requests through the handler.
    ///
    /// @param replies gets each event and its reply
    /// @param restored runs when the listener hears of a restore
    public SnapStart snapStart(
            BiConsumer<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> replies,
            Runnable restored) {
        wire.reset();
        heard.restored = restored;
        return Composition.hooks(
                sluice,
                (event, context) -> {
                    var reply = handler.handleRequest(event, context);
                    replies.accept(event, reply);
                    return reply;
                });
    }

    /// Returns a client that bypasses the proxy.
    public DynamoDbClient dynamoDb() {
        return unseen;
    }

    /// Returns the name in DynamoDB of a table of the schema.
    public String physicalName(String table) {
        return Objects.requireNonNull(tables.get(table));
    }

    /// Returns the names in DynamoDB of all tables.
    public Collection<String> tableNames() {
        return tables.values();
    }

    /// Sets the time.
    public void at(Instant instant) {
        clock = InstantSource.fixed(instant);
    }

    /// Returns the proxy, with the requests that were sent since the last question began.
    public WireProxy wire() {
        return wire;
    }

    /// Returns the tables that requests read, each with the number of keys or 1, in order.
    public List<String> reads() {
        return wire.calls().stream().flatMap(call -> Reads.of(call.body(), tables)).toList();
    }

    public Answer ask(Who who, String query) {
        return ask(who, query, Map.of());
    }

    public Answer ask(Who who, String query, Map<String, ? extends @Nullable Object> variables) {
        wire.reset();
        return send(who, Map.of("query", query, "variables", variables));
    }

    /// Returns what the listener got since the start.
    public List<Denial> denials() {
        return List.copyOf(heard.denials);
    }

    /// Returns what the listener got since the start.
    public List<Drift> drifts() {
        return List.copyOf(heard.drifts);
    }

    /// Returns what the listener got since the start.
    public List<CallerCharge> charges() {
        return List.copyOf(heard.charges);
    }

    /// Returns what the listener got since the start.
    public List<WriteEvent> writes() {
        return List.copyOf(heard.writes);
    }

    /// Returns the fallbacks that the listener has received so far.
    public List<FieldFallback> fallbacks() {
        return List.copyOf(heard.fallbacks);
    }

    /// Returns what the listener got since the start.
    public List<RolloutRead> rollouts() {
        return List.copyOf(heard.rollouts);
    }

    /// Sends a body as it is, and keeps the recorded calls and the hook.
    public Answer send(Who who, Object body) {
        return send(who, body, PLENTY);
    }

    /// @param remaining milliseconds that are left of the invocation
    public Answer send(Who who, Object body, int remaining) {
        return answer(Events.post(who, json(body), Map.of()), remaining);
    }

    /// Asks only for the cost of a query, without running it.
    public Answer validate(Who who, String query) {
        wire.reset();
        var headers = Map.of("graphql-cost", "validate");
        return answer(Events.post(who, json(Map.of("query", query)), headers), PLENTY);
    }

    /// Sends a query without asking for its cost.
    public Answer plain(Who who, String query) {
        return plain(who, Map.of("query", query));
    }

    /// Sends a request without asking for its cost.
    public Answer plain(Who who, Map<String, ?> body) {
        return answer(Events.post(who, json(body), Map.of("graphql-cost", "")), PLENTY);
    }

    /// Returns the bound of a document that does not run.
    public Answer validated(Who who, String query) {
        wire.reset();
        var body = json(Map.of("query", query));
        return answer(Events.post(who, body, Map.of("graphql-cost", "validate")), PLENTY);
    }

    /// Sends a query with another `accept` header.
    public Answer accepting(String type, Who who, String query) {
        var headers = Map.of("graphql-cost", "", "accept", type);
        return answer(Events.post(who, json(Map.of("query", query)), headers), PLENTY);
    }

    /// Sends any text as the body.
    public Answer post(Who who, String body) {
        return answer(Events.post(who, body, Map.of("graphql-cost", "")), PLENTY);
    }

    public Answer get(Who who, Map<String, String> parameters) {
        return answer(Events.get(who, parameters, Map.of("graphql-cost", "")), PLENTY);
    }

    /// Passes an event to the handler as it is.
    public Answer answer(APIGatewayV2HTTPEvent event) {
        return answer(event, PLENTY);
    }

    private Answer answer(APIGatewayV2HTTPEvent event, int remaining) {
        try {
            var response = handler.handleRequest(event, new Invocation(remaining));
            return new Answer(
                    response.getStatusCode(),
                    response.getHeaders(),
                    response.getBody(),
                    JSON.readTree(response.getBody()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tables.values().forEach(name -> unseen.deleteTable(table -> table.tableName(name)));
        client.close();
        wire.close();
    }

    private static final class Direct {
        /// More than a test ever waits for, also on a busy machine.
        private static final Duration TIMEOUT = Duration.ofMinutes(1);

        static final DynamoDbClient CLIENT =
                local(DynamoDbClient.builder(), SharedDynamoDb.endpoint())
                        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT))
                        .build();
    }

    private static final class Heard implements RequestListener {
        private final List<Denial> denials = new CopyOnWriteArrayList<>();
        private final List<Drift> drifts = new CopyOnWriteArrayList<>();
        private final List<CallerCharge> charges = new CopyOnWriteArrayList<>();
        private final List<WriteEvent> writes = new CopyOnWriteArrayList<>();
        private final List<FieldFallback> fallbacks = new CopyOnWriteArrayList<>();
        private final List<RolloutRead> rollouts = new CopyOnWriteArrayList<>();
        private Runnable restored = () -> {};

        @Override
        public void restored() {
            restored.run();
        }

        @Override
        public void answered(RequestEvent event) {
            denials.addAll(event.denials());
            drifts.addAll(event.drifts());
            Stream.ofNullable(event.charge()).forEach(charges::add);
            writes.addAll(event.writes());
            fallbacks.addAll(event.fallbacks());
            rollouts.addAll(event.rollouts());
        }
    }

    /// A caller.
    ///
    /// @param further claims in addition to those of the other parts
    /// @param path of the route that the caller uses
    /// @param address the IP address of the client
    public record Who(
            @Nullable String subject,
            List<String> groups,
            String scope,
            Map<String, String> further,
            String path,
            String address) {
        private static final String ADDRESS = "203.0.113.17";

        public static final Who NOBODY =
                new Who(null, List.of(), "", Map.of(), "/graphql", ADDRESS);

        public static Who user(String subject, String... groups) {
            return new Who(subject, List.of(groups), "", Map.of(), "/graphql", ADDRESS);
        }

        public Who withScope(String scope) {
            return new Who(subject, groups, scope, further, path, address);
        }

        public Who withClaim(String name, String value) {
            var all = new HashMap<>(further);
            all.put(name, value);
            return new Who(subject, groups, scope, Map.copyOf(all), path, address);
        }

        public Who onPublicRoute() {
            return new Who(subject, groups, scope, further, "/graphql/public", address);
        }

        public Who at(String address) {
            return new Who(subject, groups, scope, further, path, address);
        }

        Map<String, String> claims() {
            var claims = new HashMap<>(further);
            claims.put("sub", Objects.requireNonNull(subject));
            claims.put("iss", "https://issuer.test");
            claims.put("cognito:groups", "[" + String.join(" ", groups) + "]");
            claims.put("scope", scope);
            return claims;
        }
    }

    /// A response.
    public record Answer(int status, Map<String, String> headers, String text, JsonNode body) {
        /// Returns a part of `data` by a JSON pointer such as `/me/name`.
        public JsonNode data(String pointer) {
            return body.at("/data" + pointer);
        }

        public JsonNode data() {
            return body.path("data");
        }

        public List<String> codes() {
            return body.path("errors").findValuesAsText("code");
        }

        /// Returns each error as its path and its code, such as `/me/name FORBIDDEN`.
        public List<String> errors() {
            var errors = new ArrayList<String>();
            for (var error : body.path("errors")) {
                var path = new StringBuilder();
                error.path("path").forEach(step -> path.append('/').append(step.asText()));
                errors.add(path + " " + error.at("/extensions/code").asText());
            }
            return errors;
        }

        /// Returns a number of `extensions.cost.consumed`.
        public int consumed(String what) {
            return body.at("/extensions/cost/consumed/" + what).asInt(-1);
        }
    }
}
