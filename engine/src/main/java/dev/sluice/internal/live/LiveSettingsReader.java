// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.live.LiveProblem.Code;
import dev.sluice.internal.policy.Audience;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.RolloutShares;
import dev.sluice.internal.policy.UntrustedDocuments;

import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads live settings from JSON, all of them or none. A setting that lets clients do more than the
/// deployment does must be listed in `weaker`.
public final class LiveSettingsReader {
    static final String TRUSTED_DOCUMENTS = "trustedDocuments";
    static final String INTROSPECTION = "introspection";
    static final String LIMITS = "limits";
    private static final String LOG_LEVEL = "logLevel";
    private static final String LOG_SAMPLE_RATE = "logSampleRate";
    private static final String FLAGS = "flags";
    private static final String ROLLOUTS = "rollouts";
    private static final String WEAKER = "weaker";
    private static final List<String> SETTINGS =
            List.of(
                    TRUSTED_DOCUMENTS,
                    INTROSPECTION,
                    LIMITS,
                    LOG_LEVEL,
                    LOG_SAMPLE_RATE,
                    FLAGS,
                    ROLLOUTS,
                    WEAKER);

    private static final String EVERYONE = "everyone";
    private static final String GROUPS = "groups";
    private static final String CLAIMS = "claims";
    private static final String PERCENT = "percent";
    private static final String COMPARE = "compare";
    private static final int WHOLE = 100;

    private static final Map<String, UntrustedDocuments> UNTRUSTED =
            inOrder(
                    Map.entry("any", UntrustedDocuments.RUN),
                    Map.entry("prefer", UntrustedDocuments.REPORT),
                    Map.entry("only", UntrustedDocuments.REFUSE));
    private static final Map<String, Boolean> SWITCH =
            inOrder(Map.entry("on", true), Map.entry("off", false));
    private static final Map<String, Level> LEVELS =
            inOrder(
                    Map.entry("DEBUG", Level.DEBUG),
                    Map.entry("INFO", Level.INFO),
                    Map.entry("WARN", Level.WARN),
                    Map.entry("ERROR", Level.ERROR));

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private LiveSettingsReader() {}

    /// @param deployed the policy of the deployment
    /// @throws InvalidLiveSettingsException with every problem of the text
    public static LiveSettings read(String text, RequestPolicy deployed)
            throws InvalidLiveSettingsException {
        var problems = new ArrayList<LiveProblem>();
        var root = new LiveObject("", object(text), problems);
        root.requireNames("settings", SETTINGS);
        var settings =
                new LiveSettings(
                        root.choice(TRUSTED_DOCUMENTS, UNTRUSTED),
                        root.choice(INTROSPECTION, SWITCH),
                        limits(root.object(LIMITS)),
                        root.choice(LOG_LEVEL, LEVELS),
                        root.share(LOG_SAMPLE_RATE, 1),
                        flags(root.object(FLAGS)),
                        rollouts(root.object(ROLLOUTS)));
        var named = root.texts(WEAKER);
        settings.weaker(deployed).stream()
                .filter(weaker -> !named.contains(weaker))
                .map(weaker ->
                        new LiveProblem(
                                Code.LIVE_SETTING_WEAKER,
                                weaker,
                                "lets clients do more than the deployment does, so add it to"
                                        + " \"weaker\""))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidLiveSettingsException(problems);
        }
        return settings;
    }

    /// Returns the names of the flags in a text without a problem.
    public static Set<String> flagsOf(String text) {
        return namesIn(FLAGS, text);
    }

    /// Returns `Type.field` of the rollouts in a text without a problem.
    public static Set<String> rolloutsOf(String text) {
        return namesIn(ROLLOUTS, text);
    }

    private static Set<String> namesIn(String setting, String text) {
        try {
            return new LiveObject("", object(text), new ArrayList<>()).object(setting).names();
        } catch (InvalidLiveSettingsException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private static JsonNode object(String text) throws InvalidLiveSettingsException {
        try {
            var root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException _) {
            // Its message could quote a value.
        }
        throw new InvalidLiveSettingsException(
                List.of(
                        new LiveProblem(
                                Code.LIVE_SETTINGS_MALFORMED,
                                "",
                                "the text must be one JSON object without a repeated name")));
    }

    private static Map<Limit, Integer> limits(LiveObject given) {
        given.requireNames("limits", Stream.of(Limit.values()).map(Limit::parameter).toList());
        var limits = new EnumMap<Limit, Integer>(Limit.class);
        for (var limit : Limit.values()) {
            var maximum = given.integer(limit.parameter(), limit.least(), limit.most());
            if (maximum != null) {
                limits.put(limit, maximum);
            }
        }
        return limits;
    }

    private static Map<String, Audience> flags(LiveObject given) {
        var flags = new HashMap<String, Audience>();
        given.objects().forEach((name, audience) -> flags.put(name, audience(audience)));
        return flags;
    }

    private static Map<String, RolloutShares> rollouts(LiveObject given) {
        var rollouts = new HashMap<String, RolloutShares>();
        given.objects()
                .forEach((field, shares) -> {
                    shares.requireNames("shares", List.of(PERCENT, COMPARE));
                    rollouts.put(
                            field,
                            new RolloutShares(
                                    shares.share(PERCENT, WHOLE), shares.share(COMPARE, WHOLE)));
                });
        return rollouts;
    }

    private static Audience audience(LiveObject given) {
        given.requireNames("callers", List.of(EVERYONE, GROUPS, CLAIMS, PERCENT));
        var claims = new HashMap<String, Set<String>>();
        var named = given.object(CLAIMS);
        named.names().forEach(claim -> claims.put(claim, named.texts(claim)));
        var percent = given.share(PERCENT, WHOLE);
        return new Audience(
                given.isTrue(EVERYONE), given.texts(GROUPS), claims, percent == null ? 0 : percent);
    }

    @SafeVarargs
    private static <T> Map<String, T> inOrder(Map.Entry<String, T>... values) {
        var all = new LinkedHashMap<String, T>();
        for (var value : values) {
            all.put(value.getKey(), value.getValue());
        }
        return all;
    }
}
