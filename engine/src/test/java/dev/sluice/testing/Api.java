// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.execution.dynamodb.DynamoDbClients;
import dev.sluice.execution.dynamodb.ItemEncoder;
import dev.sluice.execution.dynamodb.TableDefinitions;
import dev.sluice.interfaces.HttpApiHandler;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// An API over an embedded DynamoDB, asked by events through the deployed handler; what it sends is
/// seen on the wire. Its tables are its own.
public final class Api implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireProxy wire;
    private final DynamoDbClient client;
    private final Map<String, String> tables = new HashMap<>();
    private final Sluice sluice;
    private final HttpApiHandler handler;
    private final ItemEncoder encoder;

    private Api(String schema) throws IOException {
        wire = WireProxy.before(SharedDynamoDb.endpoint());
        client = client(wire.endpoint());
        var suffix = "-" + UUID.randomUUID();
        var names =
                dev.sluice.schema.compile.SchemaCompiler.compile("test.graphqls", schema)
                        .tables()
                        .keySet();
        names.forEach(name -> tables.put(name, name + suffix));
        sluice =
                Sluice.builder()
                        .schema("test.graphqls", schema)
                        .settings(settings(tables))
                        .dynamoDb(client)
                        .clock(InstantSource.fixed(NOW))
                        .build();
        handler = sluice.httpApi();
        encoder = new ItemEncoder(sluice.catalog().shapes(), InstantSource.fixed(NOW));
        sluice.catalog()
                .tables()
                .forEach((name, table) ->
                        client.createTable(TableDefinitions.of(table, physicalName(name))));
        wire.reset();
    }

    public static Api of(String schema) {
        try {
            return new Api(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings settings(Map<String, String> tables) {
        var names = String.join(",", tables.entrySet().stream().map(Object::toString).toList());
        return Settings.from(
                Map.of(
                        "SLUICE_CURSOR_KEYS",
                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_INTROSPECTION",
                        "on",
                        "SLUICE_TABLES",
                        names));
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClients.configure(DynamoDbClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /// Stores an item of a type, as the schema says it is stored.
    public Api with(String type, Map<String, ?> fields) {
        var stored = Objects.requireNonNull(sluice.catalog().storedTypes().get(type));
        var item = encoder.encode(stored, new HashMap<>(fields));
        client.putItem(put -> put.tableName(physicalName(stored.table())).item(item));
        wire.reset();
        return this;
    }

    public DynamoDbClient client() {
        return client;
    }

    /// The name in DynamoDB of a table of the schema.
    public String physicalName(String table) {
        return Objects.requireNonNull(tables.get(table));
    }

    /// The requests sent since the last question began.
    public WireProxy wire() {
        return wire;
    }

    public Answer ask(Who who, String query) {
        return ask(who, query, Map.of());
    }

    public Answer ask(Who who, String query, Map<String, ?> variables) {
        wire.reset();
        return send(who, Map.of("query", query, "variables", variables));
    }

    /// Sends a body as it is, without forgetting the calls so far.
    public Answer send(Who who, Object body) {
        try {
            var event = event(who, JSON.writeValueAsString(body));
            var response = handler.handleRequest(event, new Invocation(10_000));
            return new Answer(response.getStatusCode(), JSON.readTree(response.getBody()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static APIGatewayV2HTTPEvent event(Who who, String body) {
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod("POST");
        http.setPath("/graphql");
        context.setHttp(http);
        context.setRequestId("request-1");
        if (who.subject() != null) {
            var jwt = new APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT();
            jwt.setClaims(who.claims());
            var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
            authorizer.setJwt(jwt);
            context.setAuthorizer(authorizer);
        }
        var event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath("/graphql");
        event.setHeaders(
                Map.of(
                        "content-type", "application/json",
                        "accept", "application/graphql-response+json",
                        "graphql-cost", "report"));
        event.setRequestContext(context);
        event.setBody(body);
        return event;
    }

    @Override
    public void close() {
        tables.values().forEach(name -> client.deleteTable(table -> table.tableName(name)));
        client.close();
        wire.close();
    }

    /// A caller.
    public record Who(@Nullable String subject, List<String> groups, String scope) {
        public static final Who NOBODY = new Who(null, List.of(), "");

        public static Who user(String subject, String... groups) {
            return new Who(subject, List.of(groups), "");
        }

        Map<String, String> claims() {
            return Map.of(
                    "sub",
                    Objects.requireNonNull(subject),
                    "iss",
                    "https://issuer.test",
                    "cognito:groups",
                    "[" + String.join(" ", groups) + "]",
                    "scope",
                    scope);
        }
    }

    /// A response.
    public record Answer(int status, JsonNode body) {
        /// A part of `data` by a JSON pointer such as `/me/name`.
        public JsonNode data(String pointer) {
            return body.at("/data" + pointer);
        }

        public JsonNode data() {
            return body.path("data");
        }

        public List<String> codes() {
            return body.path("errors").findValuesAsText("code");
        }

        /// A number of `extensions.cost.consumed`.
        public int consumed(String what) {
            return body.at("/extensions/cost/consumed/" + what).asInt(-1);
        }
    }
}
