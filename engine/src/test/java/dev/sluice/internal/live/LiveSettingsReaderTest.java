// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.internal.policy.Audience;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.RolloutShares;
import dev.sluice.internal.policy.UntrustedDocuments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LiveSettingsReaderTest {
    private static final RequestPolicy DEPLOYED =
            new RequestPolicy(UntrustedDocuments.REPORT, false, RequestLimits.standard());

    @Test
    void every_setting_can_be_read() throws InvalidLiveSettingsException {
        var text =
                """
                {
                  "trustedDocuments": "only",
                  "introspection": "off",
                  "limits": {"depth": 6, "pageItems": 50},
                  "logLevel": "DEBUG",
                  "logSampleRate": 0.25,
                  "flags": {
                    "all": {"everyone": true},
                    "some": {"groups": ["staff"], "claims": {"tenant": ["t1", "t2"]}, "percent": 2.5},
                    "none": {}
                  },
                  "rollouts": {
                    "Query.orders": {"percent": 10, "compare": 2.5},
                    "Query.products": {}
                  }
                }
                """;

        assertThat(LiveSettingsReader.read(text, DEPLOYED))
                .isEqualTo(
                        new LiveSettings(
                                UntrustedDocuments.REFUSE,
                                false,
                                Map.of(Limit.DEPTH, 6, Limit.PAGE_ITEMS, 50),
                                Level.DEBUG,
                                0.25,
                                Map.of(
                                        "all",
                                        new Audience(true, Set.of(), Map.of(), 0),
                                        "some",
                                        new Audience(
                                                false,
                                                Set.of("staff"),
                                                Map.of("tenant", Set.of("t1", "t2")),
                                                2.5),
                                        "none",
                                        Audience.NOBODY),
                                Map.of(
                                        "Query.orders",
                                        new RolloutShares(10.0, 2.5),
                                        "Query.products",
                                        RolloutShares.AS_DEPLOYED)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | LIVE_SETTINGS_MALFORMED",
                "[] | LIVE_SETTINGS_MALFORMED",
                "{} {} | LIVE_SETTINGS_MALFORMED",
                "{\"limits\": {}, \"limits\": {}} | LIVE_SETTINGS_MALFORMED",
                "{\"canary\": 1} | LIVE_SETTING_UNKNOWN canary",
                "{\"limits\": {\"canary\": 1}} | LIVE_SETTING_UNKNOWN limits.canary",
                "{\"limits\": 1} | LIVE_SETTING_INVALID limits",
                "{\"limits\": {\"depth\": 65}} | LIVE_SETTING_INVALID limits.depth",
                "{\"limits\": {\"depth\": \"6\"}} | LIVE_SETTING_INVALID limits.depth",
                "{\"limits\": {\"depth\": 6.5}} | LIVE_SETTING_INVALID limits.depth",
                "{\"introspection\": true} | LIVE_SETTING_INVALID introspection",
                "{\"introspection\": null} | LIVE_SETTING_INVALID introspection",
                "{\"trustedDocuments\": \"ONLY\"} | LIVE_SETTING_INVALID trustedDocuments",
                "{\"logLevel\": \"TRACE\"} | LIVE_SETTING_INVALID logLevel",
                "{\"logSampleRate\": 1.1} | LIVE_SETTING_INVALID logSampleRate",
                "{\"flags\": []} | LIVE_SETTING_INVALID flags",
                "{\"flags\": {\"f\": true}} | LIVE_SETTING_INVALID flags.f",
                "{\"flags\": {\"f\": {\"canary\": 1}}} | LIVE_SETTING_UNKNOWN flags.f.canary",
                "{\"flags\": {\"f\": {\"everyone\": 1}}} | LIVE_SETTING_INVALID flags.f.everyone",
                "{\"flags\": {\"f\": {\"groups\": [1]}}} | LIVE_SETTING_INVALID flags.f.groups",
                "{\"flags\": {\"f\": {\"percent\": 101}}} | LIVE_SETTING_INVALID flags.f.percent",
                "{\"rollouts\": {\"Query.f\": 10}} | LIVE_SETTING_INVALID rollouts.Query.f",
                "{\"rollouts\": {\"Query.f\": {\"percent\": -1}}} | LIVE_SETTING_INVALID rollouts.Query.f.percent",
                "{\"rollouts\": {\"Query.f\": {\"canary\": 1}}} | LIVE_SETTING_UNKNOWN rollouts.Query.f.canary",
                "{\"weaker\": \"introspection\"} | LIVE_SETTING_INVALID weaker",
                "{\"trustedDocuments\": \"any\"} | LIVE_SETTING_WEAKER trustedDocuments",
                "{\"introspection\": \"on\"} | LIVE_SETTING_WEAKER introspection",
                "{\"limits\": {\"depth\": 13}} | LIVE_SETTING_WEAKER limits.depth",
            })
    void a_text_with_a_problem_is_refused_with_its_code_and_place(String text, String problem) {
        assertThat(problems(text))
                .singleElement()
                .satisfies(found ->
                        assertThat((found.code() + " " + found.place()).strip())
                                .isEqualTo(problem));
    }

    @Test
    void all_problems_are_reported_together_and_no_value_is_repeated() {
        var text = "{\"limits\": {\"depth\": 99999}, \"logLevel\": \"canary\", \"other\": 1}";

        assertThat(problems(text))
                .hasSize(3)
                .noneSatisfy(
                        found -> assertThat(found.toString()).containsAnyOf("canary", "99999"));
    }

    @Test
    void what_is_named_as_weaker_may_be_weaker() throws InvalidLiveSettingsException {
        var read =
                LiveSettingsReader.read(
                        """
                        {
                          "introspection": "on",
                          "limits": {"depth": 13},
                          "weaker": ["introspection", "limits.depth"]
                        }
                        """,
                        DEPLOYED);

        assertThat(read.weaker(DEPLOYED)).containsExactly("introspection", "limits.depth");
        assertThat(read.over(DEPLOYED).introspection()).isTrue();
        assertThat(read.over(DEPLOYED).limits().maximum(Limit.DEPTH)).isEqualTo(13);
        assertThat(read.over(DEPLOYED).untrusted()).isEqualTo(UntrustedDocuments.REPORT);
    }

    @ParameterizedTest
    @EnumSource
    void every_code_has_its_section_in_the_reference(LiveProblem.Code code) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/reference/live-settings.md")))
                .contains("### `%s`".formatted(code));
    }

    private static List<LiveProblem> problems(String text) {
        var invalid =
                catchThrowableOfType(
                        InvalidLiveSettingsException.class,
                        () -> LiveSettingsReader.read(text, DEPLOYED));
        return invalid.problems();
    }
}
