// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.UntrustedDocuments;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.SettingsEvent;
import dev.sluice.testing.ParametersServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One instance of a function, and the parameter with its live settings.
class LivePoliciesTest {
    private static final String NAME = "live-settings";
    private static final String ONLY_TRUSTED = "{\"trustedDocuments\": \"only\"}";
    private static final RequestPolicy DEPLOYED = RequestPolicy.standard();
    private static final Deadline DEADLINE = Deadline.in(Duration.ofDays(1));

    private final List<SettingsEvent> events = new ArrayList<>();
    private ParametersServer parameters;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @BeforeEach
    void open() throws IOException {
        parameters = ParametersServer.of(NAME);
    }

    @AfterEach
    void close() {
        parameters.close();
    }

    private ParameterReader reader() {
        return new ParameterReader(
                NAME,
                () -> Region.US_EAST_1,
                _ -> parameters.endpoint(),
                () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    private LivePolicies instance() {
        var listener =
                new RequestListener() {
                    @Override
                    public void answered(RequestEvent event) {}

                    @Override
                    public void settings(SettingsEvent event) {
                        events.add(event);
                    }
                };
        return new LivePolicies(
                reader(), new LiveSource.Parameter(NAME).interval(), DEPLOYED, listener, () -> now);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private List<String> problems() {
        var codes =
                events.stream()
                        .flatMap(event -> event.problems().stream())
                        .map(line -> line.split("[: ]", 2)[0])
                        .toList();
        events.clear();
        return codes;
    }

    @Test
    void an_empty_object_leaves_everything_as_deployed() {
        assertThat(instance().next(DEADLINE)).isSameAs(DEPLOYED);
        assertThat(events).isEmpty();
    }

    @Test
    void the_settings_are_read_at_startup_and_signed() {
        parameters.put(ONLY_TRUSTED);

        assertThat(instance().next(DEADLINE).untrusted()).isEqualTo(UntrustedDocuments.REFUSE);
        assertThat(parameters.signatures())
                .singleElement()
                .asString()
                .startsWith("AWS4-HMAC-SHA256 Credential=test/")
                .contains("/us-east-1/ssm/aws4_request");
    }

    @Test
    void a_change_is_seen_after_a_minute_and_reported_once() {
        var instance = instance();
        parameters.put("{\"limits\": {\"depth\": 3}, \"logLevel\": \"DEBUG\"}");

        later(Duration.ofSeconds(59));
        assertThat(instance.next(DEADLINE)).isSameAs(DEPLOYED);
        later(Duration.ofSeconds(1));
        var changed = instance.next(DEADLINE);
        assertThat(changed.limits().maximum(Limit.DEPTH)).isEqualTo(3);
        later(Duration.ofMinutes(5));
        assertThat(instance.next(DEADLINE)).isSameAs(changed);
        assertThat(events).containsExactly(new SettingsEvent(List.of(), List.of(), "DEBUG", null));
    }

    @Test
    void a_setting_that_is_taken_out_is_as_deployed_again() {
        parameters.put(ONLY_TRUSTED);
        var instance = instance();
        parameters.put("{}");
        later(Duration.ofMinutes(1));

        assertThat(instance.next(DEADLINE)).isEqualTo(DEPLOYED);
    }

    @Test
    void bad_values_keep_the_old_ones_and_are_reported_each_minute() {
        parameters.put(ONLY_TRUSTED);
        var instance = instance();
        var old = instance.next(DEADLINE);
        events.clear();
        parameters.put("{\"limits\": {\"depth\": 0}, \"introspection\": \"on\"}");
        for (int minute = 1; minute <= 3; minute++) {
            later(Duration.ofMinutes(1));
            assertThat(instance.next(DEADLINE)).isSameAs(old);
            assertThat(problems()).containsExactly("LIVE_SETTING_INVALID", "LIVE_SETTING_WEAKER");
        }
    }

    @Test
    void settings_that_cannot_be_read_keep_the_old_ones() {
        parameters.put(ONLY_TRUSTED);
        var instance = instance();
        var old = instance.next(DEADLINE);
        events.clear();
        parameters.put("{}").failing(true);
        later(Duration.ofMinutes(1));

        assertThat(instance.next(DEADLINE)).isSameAs(old);
        assertThat(problems()).containsExactly("LIVE_SETTINGS_UNREADABLE");
        parameters.failing(false);
        later(Duration.ofMinutes(1));
        assertThat(instance.next(DEADLINE)).isEqualTo(DEPLOYED);
    }

    @Test
    void an_instance_that_can_read_no_settings_starts_as_deployed() {
        parameters.put(ONLY_TRUSTED).failing(true);

        assertThat(instance().next(DEADLINE)).isSameAs(DEPLOYED);
        assertThat(problems()).containsExactly("LIVE_SETTINGS_UNREADABLE");
    }

    @Test
    void a_request_does_not_wait_for_a_parameter_that_does_not_answer() {
        var instance = instance();
        parameters.put(ONLY_TRUSTED).silent(true);
        later(Duration.ofMinutes(1));

        assertThat(instance.next(DEADLINE)).isSameAs(DEPLOYED);
        assertThat(problems()).containsExactly("LIVE_SETTINGS_UNREADABLE");
    }

    @Test
    void without_time_left_nothing_is_read() {
        var instance = instance();
        parameters.signatures();
        later(Duration.ofMinutes(1));

        assertThat(instance.next(Deadline.in(Duration.ZERO))).isSameAs(DEPLOYED);
        assertThat(parameters.signatures()).isEmpty();
    }

    @Test
    void a_restore_reads_them_again_however_short_ago_they_were_read() {
        var instance = instance();
        parameters.put(ONLY_TRUSTED);
        instance.renew();

        assertThat(instance.next(DEADLINE).untrusted()).isEqualTo(UntrustedDocuments.REFUSE);
    }

    @Test
    void a_weaker_setting_that_is_named_holds_and_is_reported() {
        parameters.put("{\"introspection\": \"on\", \"weaker\": [\"introspection\"]}");

        assertThat(instance().next(DEADLINE).introspection()).isTrue();
        assertThat(events)
                .containsExactly(
                        new SettingsEvent(List.of(), List.of("introspection"), null, null));
    }

    @Test
    void the_endpoint_is_the_one_of_the_region_unless_a_variable_names_another() {
        var china = Region.CN_NORTH_1;

        assertThat(ParameterReader.endpoint(Map.of(), china))
                .hasToString("https://ssm.cn-north-1.amazonaws.com.cn");
        assertThat(
                        ParameterReader.endpoint(
                                Map.of("AWS_ENDPOINT_URL", "http://localhost:4566"), china))
                .hasToString("http://localhost:4566");
        assertThat(
                        ParameterReader.endpoint(
                                Map.of(
                                        "AWS_ENDPOINT_URL",
                                        "http://localhost:4566",
                                        "AWS_ENDPOINT_URL_SSM",
                                        "http://localhost:1"),
                                china))
                .hasToString("http://localhost:1");
    }
}
