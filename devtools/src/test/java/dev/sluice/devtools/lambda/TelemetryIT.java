// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.price.MetricCount;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.telemetry.Signal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The log of the deployed function, and the spans that it sends.
class TelemetryIT {
    /// Would end a line, a string or an object if it were not escaped as JSON.
    private static final String CANARY = "k4n4ry\n\r\"}{\\\u2028 %n ${env:PATH} k4n4ry";

    private static final String TRACE = "k4n4ry";

    private static final Set<String> POWERTOOLS =
            Set.of(
                    "level",
                    "message",
                    "timestamp",
                    "service",
                    "function_name",
                    "function_version",
                    "function_request_id",
                    "xray_trace_id",
                    "correlation_id");

    private static final String ORDER =
            "mutation Order($input: PlaceOrderInput!, $token: ID!)"
                    + " { placeOrder(input: $input, clientRequestToken: $token) { id } }";

    /// So many that the circuit breakers open.
    private static final int WITHOUT_STORE = 8;

    private static final Map<String, LambdaFunction.Result> RESULTS = new LinkedHashMap<>();
    private static FunctionLines lines = new FunctionLines(List.of());

    @BeforeAll
    static void run() throws Exception {
        var printed = new ByteArrayOutputStream();
        var artifact = Stand.ARTIFACT;
        try (var store = new Store(artifact)) {
            var proxy = FaultProxy.before(store.endpoint(), _ -> List.of(), (_, _, _) -> {});
            try (var function =
                    LambdaFunction.deploy(
                            artifact,
                            Path.of("target/runtime"),
                            configuration(proxy.endpoint()),
                            new PrintStream(printed, true, StandardCharsets.UTF_8))) {
                for (var event : events().entrySet()) {
                    RESULTS.put(event.getKey(), function.invoke(event.getValue().json()));
                }
                proxy.close();
                for (int i = 0; i < WITHOUT_STORE; i++) {
                    var event = Event.signedIn("without-store-" + i);
                    RESULTS.put(event.requestId(), function.invoke(event.json()));
                }
            }
        }
        lines = FunctionLines.of(printed.toString(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void forget() {
        RESULTS.clear();
    }

    private static FunctionConfiguration configuration(URI dynamoDb) {
        return new FunctionConfiguration(
                "dev.sluice.function.GraphQLFunction::handleRequest",
                1769,
                Duration.ofSeconds(30),
                false,
                Credentials.LOCAL,
                Map.of(
                        "SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_TRUSTED_DOCUMENTS", "prefer",
                        "SLUICE_SLOW_FIELD", "0",
                        "SLUICE_LOG_SAMPLE_RATE", "1",
                        "POWERTOOLS_SERVICE_NAME", "shop",
                        "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString()));
    }

    private static Map<String, Event> events() {
        var events = new LinkedHashMap<String, Event>();
        Stream.of(
                        Event.signedIn("first"),
                        Event.signedIn("second"),
                        Event.signedIn("order")
                                .query(ORDER, Map.of("token", "t-1", "input", input("182.61"))),
                        Event.signedIn("changed-price")
                                .query(ORDER, Map.of("token", "t-2", "input", input("1.00"))),
                        Event.anonymous("denied").query("{ me { name } }", Map.of()))
                .forEach(event -> events.put(event.requestId(), event));
        canaries().forEach(event -> events.put(event.requestId(), event));
        return events;
    }

    private static Map<String, Object> input(String unitPrice) {
        return Map.of(
                "lines", List.of(Map.of("productId", "p7", "quantity", 2, "unitPrice", unitPrice)));
    }

    /// Returns events with the canary in every place that a client can fill.
    private static List<Event> canaries() {
        var products = "query Named($ids: [ID!]!) { products(ids: $ids) { id } }";
        var orders = "query($after: String) { me { orders(after: $after) { edges { cursor } } } }";
        return List.of(
                Event.signedIn("in-a-variable").query(products, Map.of("ids", List.of(CANARY))),
                Event.signedIn("in-another-variable")
                        .query(products, Map.of("ids", List.of("p1"), CANARY, CANARY)),
                Event.signedIn("in-a-literal")
                        .query("{ products(ids: [\"k4n4ry\"]) { id } }", Map.of()),
                Event.signedIn("in-a-comment").query("# k4n4ry\n{ __typename }", Map.of()),
                Event.signedIn("in-an-alias").query("{ k4n4ry: __typename }", Map.of()),
                Event.signedIn("in-a-field").query("{ k4n4ry }", Map.of()),
                Event.signedIn("in-bad-syntax").query("{ " + CANARY, Map.of()),
                Event.signedIn("in-a-cursor").query(orders, Map.of("after", CANARY)),
                Event.signedIn("in-a-token")
                        .query(ORDER, Map.of("token", CANARY, "input", input("182.61"))),
                Event.signedIn("in-an-input")
                        .query(ORDER, Map.of("token", "t-3", "input", input(CANARY))),
                Event.signedIn("in-the-body").body(CANARY),
                Event.signedIn("in-json")
                        .body("{\"query\":\"{ __typename }\",\"k4n4ry\":\"k4n4ry\"}"),
                Event.signedIn("in-an-operation-name")
                        .body("{\"query\":\"{ __typename }\",\"operationName\":\"k4n4ry\"}"),
                Event.signedIn("in-a-document-id").body("{\"documentId\":\"k4n4ry\"}"),
                Event.signedIn("in-the-query-string")
                        .get("query=" + encoded("{ __typename }") + "&k4n4ry=" + encoded(CANARY)),
                Event.signedIn("in-headers")
                        .header("x-k4n4ry", CANARY)
                        .header("accept", CANARY)
                        .header("authorization", CANARY),
                Event.signedIn("in-claims")
                        .claim("sub", CANARY)
                        .claim("iss", CANARY)
                        .claim("email", CANARY)
                        .query(
                                "mutation($name: String!) { updateProfile(input: {name: $name}, version: 1) { id } }",
                                Map.of("name", CANARY)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void every_line_is_one_object_of_JSON() {
        assertThat(lines.json()).isNotEmpty().allMatch(JsonNode::isObject);
    }

    @Test
    void each_request_is_one_event_of_the_log() {
        assertThat(lines.requests())
                .extracting(line -> line.path("correlation_id").asText())
                .containsExactlyElementsOf(RESULTS.keySet());
    }

    @Test
    void the_log_has_the_documented_members_and_no_other() {
        var found = new HashSet<String>();
        lines.requests().forEach(line -> line.fieldNames().forEachRemaining(found::add));
        found.removeAll(POWERTOOLS);

        var documented = keys(Signal.LogField.values());
        documented.remove(Signal.LogField.DRIFTS.key());
        documented.remove(Signal.LogField.THROTTLES.key());
        // The shop has no limits for callers. `RequestLogTest` has these members.
        documented.remove(Signal.LogField.CHARGE.key());
        documented.remove(Signal.LogField.CLIENT.key());
        // No resolver of the shop has a fallback.
        documented.remove(Signal.LogField.FALLBACKS.key());
        // The shop has none of these either, and these clients do not give themselves a name.
        remove(
                documented,
                Signal.LogField.CLIENT_NAME,
                Signal.LogField.OWNERS,
                Signal.LogField.OVER_BUDGET,
                Signal.LogField.DEPRECATED_FIELDS,
                Signal.LogField.ROLLOUTS);
        assertThat(found).isEqualTo(documented);
    }

    private static void remove(Set<String> keys, Signal... signals) {
        Stream.of(signals).map(Signal::key).forEach(keys::remove);
    }

    @Test
    void a_query_reports_what_it_was_and_what_it_took() {
        var line = lines.request("second");

        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("kind").asText()).isEqualTo("query");
        assertThat(line.path("documentHash").asText()).matches("[0-9a-f]{64}");
        assertThat(line.path("trust").asText()).isEqualTo("unknown");
        assertThat(line.at("/bound/requests").asInt())
                .isGreaterThanOrEqualTo(line.at("/consumed/requests").asInt());
        assertThat(line.at("/consumed/requests").asInt()).isEqualTo(line.path("calls").size());
        assertThat(line.at("/consumed/waves").asInt()).isPositive();
        assertThat(line.path("boundUsed").asDouble()).isBetween(1.0, 100.0);
        assertThat(line.path("batches").get(0).asInt()).isGreaterThan(1);
        assertThat(line.path("phases").fieldNames())
                .toIterable()
                .containsExactly("read", "admit", "execute", "reply");
        assertThat(line.path("fields").has("User.orders")).isTrue();
        assertThat(line.path("xray_trace_id").asText()).isEqualTo(trace("second").id());
    }

    @Test
    void only_the_first_request_of_an_instance_is_cold() {
        assertThat(lines.requests())
                .extracting(line -> line.path("start").asText())
                .startsWith("cold", "warm", "warm")
                .containsOnlyOnce("cold");
    }

    @Test
    void writes_and_denials_tell_the_field_the_outcome_and_the_callers_hash() {
        var applied = lines.request("order");
        var refused = lines.request("changed-price");
        var denied = lines.request("denied");

        assertThat(applied.at("/writes/0/coordinate").asText()).isEqualTo("Mutation.placeOrder");
        assertThat(applied.at("/writes/0/outcome").asText()).isEqualTo("APPLIED");
        assertThat(applied.path("caller").asText())
                .isEqualTo(refused.path("caller").asText())
                .matches("[0-9a-f]{32}");
        assertThat(refused.at("/writes/0/outcome").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("codes").get(0)).isEqualTo(refused.at("/writes/0/code"));
        assertThat(denied.at("/denials/0/outcome").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(denied.has("caller")).isFalse();
    }

    @Test
    void the_metrics_are_the_documented_ones_with_their_units_and_dimensions() {
        var found = new HashSet<String>();
        for (var line : lines.metrics()) {
            var directive = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(line.at("/_aws/CloudWatchMetrics").size()).isEqualTo(1);
            assertThat(directive.path("Namespace").asText()).isEqualTo("Sluice");
            assertThat(line.path("service").asText()).isEqualTo("shop");
            assertThat(RESULTS).containsKey(line.path("requestId").asText());
            for (var metric : directive.path("Metrics")) {
                var name = metric.path("Name").asText();
                var known = metric(name);
                found.add(name);
                assertThat(metric.path("Unit").asText()).isEqualToIgnoringCase(known.unit().name());
                assertThat(directive.path("Dimensions")).hasToString(dimensions(known));
            }
        }
        var documented = keys(Signal.Metric.values());
        // These are not written if they are 0. `RequestMetricsTest` has them.
        remove(
                documented,
                Signal.Metric.THROTTLES,
                Signal.Metric.FALLBACKS,
                Signal.Metric.DEPRECATIONS,
                Signal.Metric.UNPAID_OPERATIONS,
                Signal.Metric.DRIFTS,
                Signal.Metric.RESTORES);
        // No resolver of the shop has a fallback.
        documented.remove(Signal.Metric.FALLBACKS_BY_FIELD.key());
        // Nor has it owners, a deprecated field or a budget.
        documented.remove(Signal.Metric.FAULTS_BY_OWNER.key());
        documented.remove(Signal.Metric.DEPRECATIONS_BY_FIELD.key());
        documented.remove(Signal.Metric.OVER_BUDGET.key());
        // Nor has it a rollout. `RolloutsTest` sees what is reported of one.
        remove(
                documented,
                Signal.Metric.OLD_PATH_READS,
                Signal.Metric.NEW_PATH_READS,
                Signal.Metric.PATHS_COMPARED,
                Signal.Metric.PATHS_NOT_EQUAL,
                Signal.Metric.OLD_PATH_READ_UNITS,
                Signal.Metric.NEW_PATH_READ_UNITS);
        // The function of this test has no live settings.
        documented.remove(Signal.Metric.REFUSED_SETTINGS.key());
        assertThat(found).isEqualTo(documented);
    }

    @Test
    void no_metric_has_a_value_of_a_dimension_that_the_schema_does_not_limit() {
        var limit = new MetricCount(Schemas.compile(Schemas.SHOP));
        var codes =
                Stream.concat(
                                Arrays.stream(ErrorCode.values()).map(ErrorCode::name),
                                limit.catalog().failureCodes().stream())
                        .toList();

        for (var line : lines.metrics()) {
            var known =
                    Map.of(
                            "code", codes,
                            "breaker", limit.breakers(),
                            "field", limit.fields());
            known.forEach((dimension, values) -> {
                if (line.has(dimension)) {
                    assertThat(values).contains(line.path(dimension).asText());
                }
            });
        }
        assertThat(limit.all()).isBetween(100, 200);
    }

    @Test
    void a_line_of_metrics_names_the_version_by_which_a_canary_counts_faults() {
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("Faults"))
                .hasSameSizeAs(RESULTS.keySet())
                .extracting(line -> line.path("functionVersion").asText())
                .containsOnly(lines.requests().getFirst().path("function_version").asText());
    }

    @Test
    void errors_and_slow_fields_are_counted_by_code_and_field() {
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("ErrorsByCode"))
                .extracting(line -> line.path("code").asText())
                .contains("UNAUTHENTICATED", "GRAPHQL_VALIDATION_FAILED", "BAD_CURSOR");
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("SlowFields"))
                .extracting(line -> line.path("field").asText())
                .contains("Query.me", "User.orders", "Mutation.placeOrder");
    }

    @Test
    void calls_that_an_open_circuit_breaker_refused_are_counted_by_breaker() {
        var last = lines.request("without-store-" + (WITHOUT_STORE - 1));

        assertThat(last.path("breakers"))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.path("breaker").asText()).startsWith("table:");
                    assertThat(each.path("calls").asInt()).isPositive();
                });
        assertThat(last.path("calls")).isEmpty();
        assertThat(lines.metrics())
                .filteredOn(line -> line.has("BreakerRefusalsByName"))
                .extracting(line -> line.path("breaker").asText())
                .contains(last.at("/breakers/0/breaker").asText());
    }

    @Test
    void each_phase_and_each_request_to_DynamoDB_is_a_span_of_the_request() {
        var trace = trace("second");
        var calls = new ArrayList<String>();
        lines.request("second")
                .path("calls")
                .forEach(call -> calls.add("## DynamoDB " + call.path("operation").asText()));

        assertThat(trace.spans()).extracting(Span::name).containsExactly("## GraphQL");
        var request = trace.spans().getFirst();
        assertThat(request.notes()).contains("status=200", "start=warm");
        assertThat(request.children())
                .extracting(Span::name)
                .containsExactly("## read", "## admit", "## execute", "## reply");
        assertThat(request.children().get(2).children())
                .extracting(Span::name)
                .containsExactlyInAnyOrderElementsOf(calls);
    }

    @Test
    void nothing_that_a_client_or_a_table_holds_is_reported() {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        RESULTS.values().forEach(result -> result.trace().print(out));

        assertThat(
                        Stream.concat(
                                lines.all().stream(),
                                printed.toString(StandardCharsets.UTF_8).lines()))
                .noneMatch(line -> line.contains(TRACE))
                .noneMatch(line -> line.contains("ada.abebe") || line.contains("Ada"))
                .noneMatch(line -> line.contains("203.0.113.17"));
    }

    private static Trace trace(String requestId) {
        return Objects.requireNonNull(RESULTS.get(requestId)).trace();
    }

    private static Set<String> keys(Signal[] signals) {
        var keys = new HashSet<String>();
        Stream.of(signals).map(Signal::key).forEach(keys::add);
        return keys;
    }

    private static Signal.Metric metric(String name) {
        return Stream.of(Signal.Metric.values())
                .filter(metric -> metric.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not documented"));
    }

    private static String dimensions(Signal.Metric metric) {
        return metric.dimension() == Signal.Dimension.SERVICE
                ? "[[\"service\"]]"
                : "[[\"service\",\"%s\"]]".formatted(metric.dimension().key());
    }
}
