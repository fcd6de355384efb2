// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The local gateway converts a request to the same event as a deployed HTTP API did.
class EventFilesTest {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.NON_NULL))
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-api-canonical-query.json",
                "http-api-place-order.json",
                "http-api-public-query.json"
            })
    void an_event_is_made_as_a_deployed_HTTP_API_makes_it(String file) throws Exception {
        var deployed = MAPPER.readTree(Path.of("../events", file).toFile());
        var local =
                MAPPER.<JsonNode>valueToTree(
                        GatewayEvents.of(
                                request(deployed),
                                deployed.get("routeKey").asText(),
                                deployed.at("/requestContext/requestId").asText(),
                                claims(deployed)));

        assertThat(leaves(local)).isEqualTo(leaves(deployed));
    }

    private static ClientRequest request(JsonNode event) {
        var http = event.at("/requestContext/http");
        var headers = new TreeMap<String, List<String>>();
        event.get("headers")
                .forEachEntry((name, value) -> headers.put(name, List.of(value.asText())));
        headers.keySet().removeIf(name -> name.startsWith("x-forwarded-"));
        return new ClientRequest(
                http.get("method").asText(),
                event.get("rawPath").asText(),
                null,
                http.get("protocol").asText(),
                headers,
                event.get("body").asText().getBytes(UTF_8),
                http.get("sourceIp").asText(),
                443,
                Instant.ofEpochMilli(event.at("/requestContext/timeEpoch").asLong()));
    }

    private static @Nullable Map<String, String> claims(JsonNode event) {
        var claims = event.at("/requestContext/authorizer/jwt/claims");
        return claims.isMissingNode()
                ? null
                : claims.propertyStream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
    }

    /// Returns every value by its path, except those that name the account and the scheme.
    private static Set<String> leaves(JsonNode event) {
        var leaves = new TreeSet<String>();
        collect("", event, leaves);
        leaves.removeIf(leaf ->
                leaf.matches(
                        "/(requestContext/(apiId|domainPrefix)|headers/x-forwarded-proto)=.*"));
        return leaves;
    }

    private static void collect(String path, JsonNode node, Set<String> leaves) {
        if (node.isObject()) {
            node.forEachEntry((name, value) -> collect(path + "/" + name, value, leaves));
        } else if (!node.isNull()) {
            leaves.add(path + "=" + node.asText());
        }
    }
}
