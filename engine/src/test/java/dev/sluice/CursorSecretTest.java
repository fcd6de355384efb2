// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.dynamodb.cursor.CursorKeyring;
import dev.sluice.internal.dynamodb.cursor.CursorKeys;
import dev.sluice.internal.dynamodb.cursor.ListPlace;
import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.testing.SecretsServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Instances of a function that share a secret. Each has keys from its own last reading.
class CursorSecretTest {
    private static final String NAME = "cursors";
    private static final String FIRST = "first-".repeat(6);
    private static final String SECOND = "second".repeat(6);
    private static final String THIRD = "third-".repeat(6);
    private static final List<String> BOTH_VERSIONS = List.of("AWSCURRENT", "AWSPREVIOUS");
    private static final ListPlace KEY =
            ListPlace.of(new PageKey(Map.of("id", AttributeValue.fromS("1"))));
    private static final Deadline DEADLINE = Deadline.in(Duration.ofDays(1));
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private SecretsServer secrets;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @BeforeEach
    void open() throws IOException {
        secrets = SecretsServer.of(NAME).put(FIRST, LONG_AGO);
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    private SecretsManagerClient client() {
        return SecretsManagerClient.builder()
                .endpointOverride(secrets.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private CursorSecret secret(String id) {
        return new CursorSecret(new SecretReader(id, this::client), () -> now);
    }

    /// Returns an instance that has read the secret, and clears the recorded requests.
    private CursorSecret instance() {
        var instance = secret(NAME);
        secrets.asked();
        return instance;
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private static String seal(CursorKeyring instance) {
        return new CursorCodec(instance).seal(KEY, "x");
    }

    private static boolean opens(CursorKeyring instance, String cursor) {
        try {
            return new CursorCodec(instance).open(cursor, "x", DEADLINE).equals(KEY);
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_CURSOR);
            return false;
        }
    }

    private static String foreign() {
        return seal(CursorKeyring.of(new CursorKeys("x", Map.of("x", new byte[32]))));
    }

    @Test
    void instances_of_one_secret_open_each_others_cursors() {
        assertThat(opens(instance(), seal(instance()))).isTrue();
        assertThat(secrets.asked()).isEmpty();
    }

    @Test
    void instances_of_another_secret_do_not() {
        var cursor = seal(instance());
        secrets.put(SECOND, LONG_AGO).put(THIRD, LONG_AGO);

        assertThat(opens(instance(), cursor)).isFalse();
    }

    @Test
    void a_rotation_loses_no_cursor_whenever_instances_read_the_secret() {
        var before = instance();
        secrets.put(SECOND, now);
        var after = instance();
        for (int minute = 0; minute < 5; minute++) {
            var cursor = seal(before);
            assertThat(opens(after, cursor)).isTrue();
            var newer = seal(after);
            assertThat(opens(before, newer)).isTrue();
            later(Duration.ofMinutes(1));
        }
        assertThat(before.keys().current()).isEqualTo(after.keys().current());
        assertThat(before.keys().keys()).hasSize(2);
    }

    @Test
    void nor_if_somebody_makes_an_instance_ask_for_keys_that_never_existed() {
        var before = instance();
        var after = instance();
        for (int second = 0; second < 300; second += 10) {
            opens(before, foreign());
            if (second == 50) {
                secrets.put(SECOND, now);
                after.renew();
            }
            assertThat(opens(before, seal(after))).as("after %s s", second).isTrue();
            later(Duration.ofSeconds(10));
        }
    }

    @Test
    void the_newest_version_seals_once_it_is_two_minutes_old() {
        var first = instance().keys().current();
        secrets.put(SECOND, now);
        var instance = instance();

        assertThat(instance.keys().current()).isEqualTo(first);
        later(Duration.ofMinutes(2));
        assertThat(instance.keys().current()).isNotEqualTo(first);
        assertThat(instance.keys().keys()).containsKey(first);
    }

    @Test
    void a_first_version_seals_at_once() throws IOException {
        secrets.close();
        secrets = SecretsServer.of(NAME).put(FIRST, now);

        assertThat(opens(instance(), seal(instance()))).isTrue();
    }

    @Test
    void a_key_that_is_not_known_is_asked_for_at_most_once_a_minute() {
        var instance = instance();

        assertThat(opens(instance, foreign())).isFalse();
        assertThat(secrets.asked()).isEqualTo(BOTH_VERSIONS);
        later(Duration.ofSeconds(59));
        assertThat(opens(instance, foreign())).isFalse();
        assertThat(secrets.asked()).isEmpty();
        later(Duration.ofSeconds(1));
        assertThat(opens(instance, foreign())).isFalse();
        assertThat(secrets.asked()).isEqualTo(BOTH_VERSIONS);
    }

    @Test
    void without_time_left_nothing_is_asked() {
        var instance = instance();
        var codec = new CursorCodec(instance);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> codec.open(foreign(), "x", Deadline.in(Duration.ZERO)));
        assertThat(secrets.asked()).isEmpty();
    }

    @Test
    void a_secret_that_can_be_read_no_more_leaves_what_is_known() {
        var instance = instance();
        var cursor = seal(instance);
        secrets.failing(true);

        assertThat(opens(instance, foreign())).isFalse();
        instance.renew();
        assertThat(opens(instance, cursor)).isTrue();
        assertThat(opens(instance, seal(instance))).isTrue();
    }

    @Test
    void after_a_restore_that_could_not_read_it_the_first_key_that_is_not_known_is_asked_for() {
        var instance = instance();
        opens(instance, foreign());
        secrets.put(SECOND, LONG_AGO).failing(true);
        instance.renew();
        secrets.failing(false);

        assertThat(opens(instance, seal(secret(NAME)))).isTrue();
    }

    @Test
    void a_restore_reads_it_again_however_short_ago_it_was_read() {
        var instance = instance();
        opens(instance, foreign());
        secrets.put(SECOND, LONG_AGO);
        secrets.asked();
        instance.renew();

        assertThat(secrets.asked()).isEqualTo(BOTH_VERSIONS);
        assertThat(instance.keys().current()).isEqualTo(secret(NAME).keys().current());
    }

    @Test
    void the_same_text_twice_is_one_key() {
        secrets.put(FIRST, now);

        assertThat(instance().keys().keys()).hasSize(1);
    }

    @Test
    void a_previous_text_that_is_too_short_was_never_a_key() throws IOException {
        secrets.close();
        secrets = SecretsServer.of(NAME).put("short", LONG_AGO).put(FIRST, now);

        assertThat(instance().keys().keys()).hasSize(1);
    }

    @Test
    void a_newest_text_that_is_too_short_leaves_what_is_known() {
        var instance = instance();
        var known = instance.keys();
        secrets.put("x".repeat(31), LONG_AGO);
        instance.renew();

        assertThat(instance.keys().current()).isEqualTo(known.current());
    }

    @Test
    void a_secret_that_cannot_be_read_stops_the_start() {
        var message =
                "SLUICE_CURSOR_SECRET must be the ARN or the name of a secret that the function"
                        + " may read.";
        refused("canary", message);
        secrets.failing(true);
        refused(NAME, message);
        secrets.close();
        refused(NAME, message);
    }

    @Test
    void the_function_starts_even_if_its_role_is_denied_at_first() {
        secrets.denying(2);

        assertThat(opens(secret(NAME), seal(secret(NAME)))).isTrue();
    }

    @Test
    void a_secret_of_too_few_characters_stops_the_start() {
        secrets.put("c".repeat(31), LONG_AGO);

        refused(
                NAME,
                "SLUICE_CURSOR_SECRET must be a secret whose text has at least 32 characters.");
    }

    private void refused(String id, String message) {
        assertThatThrownBy(() -> secret(id))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message)
                .hasStackTraceContaining(message)
                .extracting(failure -> String.valueOf(failure.getCause()))
                .asString()
                .doesNotContain("canary");
    }
}
