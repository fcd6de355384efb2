// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.cursor.CursorKeys;
import dev.sluice.internal.http.HttpStatuses;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.schema.Catalog;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The message for a variable that cannot be used has its name and the values that it accepts,
/// never its value.
class SettingsTest {
    private static final Catalog NO_LIMITS =
            SchemaCompiler.compile(
                    "empty",
                    "type Query { now: String @resolver(name: \"now\") @auth(rules: [{public: true}]) }");

    private static final String KEY_16 = "AAAAAAAAAAAAAAAAAAAAAA==";
    private static final String KEY_32 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static Settings with(String variable, String value) {
        var environment = new HashMap<>(Map.of("SLUICE_CURSOR_KEYS", "k1:" + KEY_16));
        environment.put(variable, value);
        return Settings.from(environment);
    }

    private static CursorKeys given(Settings settings) {
        return ((CursorKeySource.Given) settings.cursorKeys()).keys();
    }

    private static void refused(String variable, String value, String message) {
        assertThatThrownBy(() -> with(variable, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }

    @Test
    void the_cursor_keys_are_enough() {
        var settings = Settings.from(Map.of("SLUICE_CURSOR_KEYS", "k1:" + KEY_16, "PATH", "/bin"));

        assertThat(given(settings).current()).isEqualTo("k1");
        assertThat(settings.priming()).isEqualTo(Priming.FULL);
        assertThat(settings.tableNames()).isEmpty();
        assertThat(settings.physicalName("Orders")).isEqualTo("Orders");
        assertThat(settings.policy(NO_LIMITS).introspection()).isFalse();
        assertThat(settings.limits().maximum(Limit.BODY_BYTES)).isEqualTo(100_000);
        assertThat(settings.http().groupClaim()).isEqualTo("cognito:groups");
    }

    @Test
    void a_builder_begins_with_the_defaults_of_the_environment() {
        var read = Settings.from(Map.of("SLUICE_CURSOR_KEYS", "k1:" + KEY_16));
        var built = Settings.builder().cursorKeys("k1", Map.of("k1", new byte[16])).build();

        assertThat(built).usingRecursiveComparison().isEqualTo(read);
    }

    @Test
    void a_builder_sets_whatever_a_variable_sets() {
        var environment =
                new HashMap<>(
                        Map.of(
                                "SLUICE_CURSOR_SECRET", "cursors",
                                "SLUICE_TABLES", "Orders=prod-orders",
                                "SLUICE_INTROSPECTION", "on",
                                "SLUICE_COST_REPORT", "consumed",
                                "SLUICE_TRUSTED_DOCUMENTS", "prefer",
                                "SLUICE_GROUP_CLAIM", "roles",
                                "SLUICE_CORS_ORIGINS", "https://a.example"));
        environment.putAll(
                Map.of(
                        "SLUICE_LIVE_SETTINGS", "file:settings.json",
                        "SLUICE_CALLER_LIMIT_FAILS", "closed",
                        "SLUICE_STATUSES", "2026",
                        "SLUICE_SLOW_FIELD", "100",
                        "SLUICE_LOG_SAMPLE_RATE", "0.5",
                        "SLUICE_TRACING_LIBRARY", "opentelemetry",
                        "SLUICE_PRIMING", "none",
                        "SLUICE_BREAKERS", "off",
                        "SLUICE_INSTANCE_READ_BYTES", "5000000000"));
        var builder =
                Settings.builder()
                        .cursorSecret("cursors")
                        .tableNames(Map.of("Orders", "prod-orders"))
                        .introspection(true)
                        .consumption(true)
                        .trust(TrustMode.PREFER)
                        .liveSettings("file:settings.json")
                        .callerLimitFailsOpen(false)
                        .groupClaim("roles")
                        .corsOrigins(Set.of("https://a.example"))
                        .statusesOf2026(true)
                        .slowField(Duration.ofMillis(100))
                        .logSampleRate(0.5)
                        .tracingLibrary(TracingLibrary.OPENTELEMETRY)
                        .priming(Priming.NONE)
                        .breakers(false)
                        .instanceReadBytes(5_000_000_000L);
        for (var limit : Limit.values()) {
            environment.put("SLUICE_MAX_" + limit.name(), String.valueOf(limit.least()));
            builder.limit(limit.parameter(), limit.least());
        }

        var read = Settings.from(environment);

        assertThat(builder.build()).usingRecursiveComparison().isEqualTo(read);
        assertThat(environment.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Setting.variables().stream()
                                .map(Setting.Variable::name)
                                .filter(name -> !name.equals("SLUICE_CURSOR_KEYS"))
                                .toList());
        assertThat(read.toBuilder().build()).usingRecursiveComparison().isEqualTo(read);
    }

    @Test
    void a_builder_refuses_what_a_variable_would_refuse() {
        var builder = Settings.builder();
        Stream.<ThrowingCallable>of(
                        () -> builder.cursorKeys("k1", Map.of()),
                        () -> builder.cursorKeys("k1", Map.of("k1", new byte[15])),
                        () -> builder.groupClaim(" "),
                        () -> builder.liveSettings("a parameter"),
                        () -> builder.corsOrigins(Set.of("https://a.example/")),
                        () -> builder.slowField(Duration.ofMillis(-1)),
                        () -> builder.logSampleRate(1.1),
                        () -> builder.instanceReadBytes(999_999),
                        () -> builder.logSampleRate(Double.NaN))
                .forEach(call ->
                        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> builder.limit("documentTokens", 5_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("documentTokens must be a number of tokens from 1 to 5000.");
        assertThatThrownBy(() -> builder.limit("tokens", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no limit tokens. The limits are bodyBytes, resp")
                .hasMessageEndingWith(", introspectionLists.");
    }

    @Test
    void settings_without_cursor_keys_are_not_built() {
        assertThatThrownBy(() -> Settings.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "No cursor keys were given. Call cursorSecret(id) or cursorKeys(current,"
                                + " keys) before build().");
    }

    @Test
    void settings_keep_the_cursor_keys_that_they_were_given() {
        var key = new byte[16];
        var settings = Settings.builder().cursorKeys("k1", Map.of("k1", key)).build();
        key[0] = 1;

        assertThat(given(settings).keys().get("k1")).containsOnly(0);
    }

    @Test
    void numbers_of_telemetry_are_in_their_range() {
        assertThat(with("SLUICE_SLOW_FIELD", "1e2").telemetry().slowField()).hasMillis(100);
        assertThat(with("SLUICE_LOG_SAMPLE_RATE", "0.5").telemetry().sampleRate()).isEqualTo(0.5);
        for (var value : new String[] {"-1", "-0.5", "30001", "NaN", "canary"}) {
            refused(
                    "SLUICE_SLOW_FIELD",
                    value,
                    "SLUICE_SLOW_FIELD must be a number of milliseconds.");
        }
        for (var value : new String[] {"-0.1", "1.1", "NaN", "canary"}) {
            refused(
                    "SLUICE_LOG_SAMPLE_RATE",
                    value,
                    "SLUICE_LOG_SAMPLE_RATE must be a number from 0 to 1.");
        }
    }

    @Test
    void a_builder_changes_what_it_is_told_and_nothing_else() {
        var read = with("SLUICE_TABLES", "Orders=prod-orders");
        var changed = read.toBuilder().introspection(true).build();

        assertThat(changed.policy(NO_LIMITS).introspection()).isTrue();
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("introspection")
                .isEqualTo(read);
        assertThat(read.toBuilder().build()).usingRecursiveComparison().isEqualTo(read);
    }

    @Test
    void an_api_without_a_schema_says_so_before_it_reads_any_setting() {
        assertThatThrownBy(() -> Sluice.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No schema was given. Call schema(name, text) before build().");
    }

    @Test
    void the_first_cursor_key_seals_and_all_open() {
        var keys = given(with("SLUICE_CURSOR_KEYS", " k2:" + KEY_32 + " , k1:" + KEY_16));

        assertThat(keys.current()).isEqualTo("k2");
        assertThat(keys.keys()).containsOnlyKeys("k1", "k2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "k1:",
                ":AAAA",
                " :AAAA",
                "k1:canary!",
                "k1:AAAA",
                "k1:" + KEY_16 + ",",
                "k1:" + KEY_16 + ",k1:" + KEY_32,
                "é:" + KEY_16
            })
    void cursor_keys_are_pairs_of_an_id_and_a_key(String value) {
        refused(
                "SLUICE_CURSOR_KEYS",
                value,
                "SLUICE_CURSOR_KEYS must be `id:key` pairs joined by commas, each key 16 or 32 bytes in base64.");
    }

    @Test
    void a_secret_may_give_the_cursor_keys() {
        assertThat(Settings.from(Map.of("SLUICE_CURSOR_SECRET", " cursors ")).cursorKeys())
                .isEqualTo(new CursorKeySource.Secret("cursors"));
    }

    @Test
    void without_cursor_keys_or_with_both_kinds_of_them_nothing_starts() {
        var message = "SLUICE_CURSOR_SECRET must be set, or SLUICE_CURSOR_KEYS, but not both.";
        refused("SLUICE_CURSOR_SECRET", "canary", message);
        refused("SLUICE_CURSOR_KEYS", "", message);
        refused("SLUICE_CURSOR_KEYS", " ", message);
        assertThatThrownBy(() -> Settings.from(Map.of())).hasMessage(message);
    }

    @Test
    void all_of_a_request_is_primed_or_dynamodb_or_nothing() {
        assertThat(with("SLUICE_PRIMING", "full").priming()).isEqualTo(Priming.FULL);
        assertThat(with("SLUICE_PRIMING", "dynamodb").priming()).isEqualTo(Priming.DYNAMODB);
        assertThat(with("SLUICE_PRIMING", "none").priming()).isEqualTo(Priming.NONE);
        refused("SLUICE_PRIMING", "off", "SLUICE_PRIMING must be `full`, `dynamodb` or `none`.");
    }

    @Test
    void spans_are_made_by_powertools_or_opentelemetry() {
        assertThat(with("SLUICE_TRACING_LIBRARY", "").tracingLibrary())
                .isEqualTo(TracingLibrary.POWERTOOLS);
        assertThat(with("SLUICE_TRACING_LIBRARY", "opentelemetry").tracingLibrary())
                .isEqualTo(TracingLibrary.OPENTELEMETRY);
        refused(
                "SLUICE_TRACING_LIBRARY",
                "xray",
                "SLUICE_TRACING_LIBRARY must be `powertools` or `opentelemetry`.");
    }

    @Test
    void tables_have_names_of_their_own() {
        var settings = with("SLUICE_TABLES", "Orders=shop-orders, Users = shop-users");

        assertThat(settings.physicalName("Orders")).isEqualTo("shop-orders");
        assertThat(settings.physicalName("Users")).isEqualTo("shop-users");
        assertThat(settings.physicalName("Products")).isEqualTo("Products");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "Orders=",
                "=canary",
                " = canary",
                "Orders=canary,",
                "Orders=canary,Orders=b"
            })
    void tables_are_pairs_of_two_names(String value) {
        refused(
                "SLUICE_TABLES",
                value,
                "SLUICE_TABLES must be `Table=name` pairs joined by commas.");
    }

    @Test
    void introspection_is_on_or_off() {
        assertThat(with("SLUICE_INTROSPECTION", "on").policy(NO_LIMITS).introspection()).isTrue();
        assertThat(with("SLUICE_INTROSPECTION", "off").policy(NO_LIMITS).introspection()).isFalse();
        assertThat(with("SLUICE_INTROSPECTION", " ").policy(NO_LIMITS).introspection()).isFalse();
        refused("SLUICE_INTROSPECTION", "true", "SLUICE_INTROSPECTION must be `on` or `off`.");
        refused("SLUICE_INTROSPECTION", "ON", "SLUICE_INTROSPECTION must be `on` or `off`.");
    }

    @Test
    void the_group_claim_has_a_name() {
        assertThat(with("SLUICE_GROUP_CLAIM", "roles").http().groupClaim()).isEqualTo("roles");
        assertThat(with("SLUICE_GROUP_CLAIM", " ").http().groupClaim()).isEqualTo("cognito:groups");
    }

    @Test
    void the_largest_body_is_a_number_of_bytes() {
        assertThat(with("SLUICE_MAX_BODY_BYTES", "1").limits().maximum(Limit.BODY_BYTES))
                .isEqualTo(1);
        assertThat(with("SLUICE_MAX_BODY_BYTES", "6000000").limits().maximum(Limit.BODY_BYTES))
                .isEqualTo(6_000_000);
        for (var value : new String[] {"0", "-1", "6000001", "canary", "1e3", "99999999999"}) {
            refused(
                    "SLUICE_MAX_BODY_BYTES",
                    value,
                    "SLUICE_MAX_BODY_BYTES must be a number of bytes from 1 to 6000000.");
        }
    }

    @Test
    void pages_of_the_named_origins_may_read_replies() {
        assertThat(with("SLUICE_CORS_ORIGINS", " ").http().origins()).isEmpty();
        assertThat(with("SLUICE_CORS_ORIGINS", "*").http().origins()).containsExactly("*");
        assertThat(
                        with(
                                        "SLUICE_CORS_ORIGINS",
                                        "https://a.example, http://localhost:5173,"
                                                + "capacitor://localhost")
                                .http()
                                .origins())
                .containsExactlyInAnyOrder(
                        "https://a.example", "http://localhost:5173", "capacitor://localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "example.com",
                "https://",
                "https://*.example.com",
                "https://example.com/",
                "https://Example.com",
                "https://example.com,",
                "https://canary\r\nx: y"
            })
    void an_origin_that_is_not_as_browsers_write_it_is_refused(String value) {
        refused(
                "SLUICE_CORS_ORIGINS",
                value,
                "SLUICE_CORS_ORIGINS must be `https://example.com` and the like joined by commas,"
                        + " or `*`.");
    }

    @Test
    void the_statuses_are_the_established_ones_unless_those_of_2026_are_asked_for() {
        assertThat(with("SLUICE_STATUSES", "").http().statuses())
                .isEqualTo(HttpStatuses.ESTABLISHED);
        assertThat(with("SLUICE_STATUSES", "established").http().statuses())
                .isEqualTo(HttpStatuses.ESTABLISHED);
        assertThat(with("SLUICE_STATUSES", "2026").http().statuses())
                .isEqualTo(HttpStatuses.EDITION_2026);
        refused("SLUICE_STATUSES", "2027", "SLUICE_STATUSES must be `established` or `2026`.");
    }
}
