// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.devtools.gateway.LocalContext;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.schema.Catalog;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// One version of an API. Its documents and values follow from its own schema, as those of its
/// clients do.
final class DeployedVersion {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PLENTY = Duration.ofMinutes(1);

    final Catalog catalog;
    private final GraphQLSchema schema;
    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;

    DeployedVersion(String text, DynamoDbClient client) {
        catalog = SchemaCompiler.compile("skew.graphqls", text);
        schema = ApiSchema.of(catalog);
        var settings =
                Map.of(
                        "SLUICE_CURSOR_KEYS",
                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_BREAKERS",
                        "off");
        handler =
                Sluice.builder()
                        .schema("skew.graphqls", text)
                        .dynamoDb(client)
                        .settings(Settings.from(settings))
                        .build()
                        .httpApi();
    }

    @Nullable GraphQLFieldDefinition query(String name) {
        return schema.getQueryType().getFieldDefinition(name);
    }

    List<GraphQLFieldDefinition> queries() {
        return schema.getQueryType().getFieldDefinitions();
    }

    List<GraphQLFieldDefinition> mutations() {
        var type = schema.getMutationType();
        return type == null ? List.of() : type.getFieldDefinitions();
    }

    /// Returns the answer to a root field with everything below it.
    JsonNode call(
            GraphQLFieldDefinition field,
            Map<String, ? extends @Nullable Object> arguments,
            Map<String, String> claims) {
        var isMutation = mutations().contains(field);
        var variables =
                arguments.keySet().stream()
                        .map(name -> "$%s: %s".formatted(name, typeOf(field, name)))
                        .collect(Collectors.joining(", "));
        var passed =
                arguments.keySet().stream()
                        .map(name -> name + ": $" + name)
                        .collect(Collectors.joining(", "));
        var document =
                "%s(%s) { it: %s(%s) %s }"
                        .formatted(
                                isMutation ? "mutation" : "query",
                                variables,
                                field.getName(),
                                passed,
                                selection(field.getType()));
        try {
            var body = Map.of("query", document, "variables", arguments);
            var event = event(JSON.writeValueAsString(body), claims);
            return JSON.readTree(handler.handleRequest(event, new LocalContext(PLENTY)).getBody());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String typeOf(GraphQLFieldDefinition field, String argument) {
        return GraphQLTypeUtil.simplePrint(field.getArgument(argument).getType());
    }

    private static String selection(GraphQLType type) {
        return switch (GraphQLTypeUtil.unwrapAll(type)) {
            case GraphQLObjectType object ->
                    object.getFieldDefinitions().stream()
                            .filter(field -> !field.getName().equals("pageInfo"))
                            .map(field -> field.getName() + " " + selection(field.getType()))
                            .collect(Collectors.joining(" ", "{ __typename ", " }"));
            case GraphQLUnionType union ->
                    union.getTypes().stream()
                            .map(GraphQLNamedOutputType.class::cast)
                            .map(each -> "... on " + each.getName() + " " + selection(each))
                            .collect(Collectors.joining(" ", "{ ", " }"));
            default -> "";
        };
    }

    /// Returns a value that a client of this version could send.
    @Nullable Object value(GraphQLType type, Random random) {
        return switch (type) {
            case GraphQLNonNull nonNull -> value(nonNull.getWrappedType(), random);
            case GraphQLList list -> {
                var values = new ArrayList<@Nullable Object>();
                var element = list.getWrappedType();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    var isNull = !(element instanceof GraphQLNonNull) && random.nextInt(3) == 0;
                    values.add(isNull ? null : value(element, random));
                }
                yield values.stream().distinct().toList();
            }
            case GraphQLInputObjectType input -> input(input, random);
            case GraphQLEnumType values ->
                    values.getValues().get(random.nextInt(values.getValues().size())).getName();
            case GraphQLScalarType scalar -> scalar(scalar.getName(), random.nextInt(6));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private Map<String, @Nullable Object> input(GraphQLInputObjectType input, Random random) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : input.getFieldDefinitions()) {
            if (field.getType() instanceof GraphQLNonNull || random.nextBoolean()) {
                values.put(field.getName(), value(field.getType(), random));
            }
        }
        return values;
    }

    private static Object scalar(String name, int number) {
        return switch (name) {
            case "Int" -> number;
            case "Boolean" -> number > 2;
            case "Decimal" -> number + ".5";
            case "DateTime" -> (number > 2 ? "2020" : "2099") + "-01-02T03:04:05.006Z";
            default -> "Value " + "x".repeat(number);
        };
    }

    private static APIGatewayV2HTTPEvent event(String body, Map<String, String> claims) {
        var jwt = RequestContext.Authorizer.JWT.builder().withClaims(new HashMap<>(claims)).build();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey("POST /graphql")
                .withRawPath("/graphql")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(body)
                .withRequestContext(
                        RequestContext.builder()
                                .withRequestId("r")
                                .withRouteKey("POST /graphql")
                                .withHttp(
                                        RequestContext.Http.builder()
                                                .withMethod("POST")
                                                .withPath("/graphql")
                                                .withSourceIp("127.0.0.1")
                                                .build())
                                .withAuthorizer(
                                        RequestContext.Authorizer.builder().withJwt(jwt).build())
                                .build())
                .build();
    }
}
