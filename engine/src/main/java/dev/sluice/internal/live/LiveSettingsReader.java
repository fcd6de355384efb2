// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.live.LiveProblem.Code;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.UntrustedDocuments;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
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
    private static final String WEAKER = "weaker";
    private static final List<String> SETTINGS =
            List.of(TRUSTED_DOCUMENTS, INTROSPECTION, LIMITS, LOG_LEVEL, LOG_SAMPLE_RATE, WEAKER);

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

    private final List<LiveProblem> problems = new ArrayList<>();

    private LiveSettingsReader() {}

    /// @param deployed the policy of the deployment
    /// @throws InvalidLiveSettingsException with every problem of the text
    public static LiveSettings read(String text, RequestPolicy deployed)
            throws InvalidLiveSettingsException {
        return new LiveSettingsReader().settings(text, deployed);
    }

    private LiveSettings settings(String text, RequestPolicy deployed)
            throws InvalidLiveSettingsException {
        var root = object(text);
        for (var member : root.properties()) {
            if (!SETTINGS.contains(member.getKey())) {
                report(Code.LIVE_SETTING_UNKNOWN, member.getKey(), oneOf("settings", SETTINGS));
            }
        }
        var settings =
                new LiveSettings(
                        choice(root, TRUSTED_DOCUMENTS, UNTRUSTED),
                        choice(root, INTROSPECTION, SWITCH),
                        limits(root.path(LIMITS)),
                        choice(root, LOG_LEVEL, LEVELS),
                        share(root, LOG_SAMPLE_RATE));
        var named = names(root.path(WEAKER));
        for (var weaker : settings.weaker(deployed)) {
            if (!named.contains(weaker)) {
                report(
                        Code.LIVE_SETTING_WEAKER,
                        weaker,
                        "lets clients do more than the deployment does, so add it to \"%s\""
                                .formatted(WEAKER));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidLiveSettingsException(problems);
        }
        return settings;
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

    private Map<Limit, Integer> limits(JsonNode node) {
        var limits = new EnumMap<Limit, Integer>(Limit.class);
        if (!node.isMissingNode() && !node.isObject()) {
            report(Code.LIVE_SETTING_INVALID, LIMITS, "must be an object");
        }
        for (var member : node.properties()) {
            var place = LIMITS + "." + member.getKey();
            var limit = Limit.of(member.getKey()).orElse(null);
            if (limit == null) {
                var all = Stream.of(Limit.values()).map(Limit::parameter).toList();
                report(Code.LIVE_SETTING_UNKNOWN, place, oneOf("limits", all));
            } else if (isIn(member.getValue(), limit)) {
                limits.put(limit, member.getValue().intValue());
            } else {
                report(
                        Code.LIVE_SETTING_INVALID,
                        place,
                        "must be a number from %d to %d".formatted(limit.least(), limit.most()));
            }
        }
        return limits;
    }

    private static boolean isIn(JsonNode value, Limit limit) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= limit.least()
                && value.intValue() <= limit.most();
    }

    private <T> @Nullable T choice(JsonNode root, String name, Map<String, T> values) {
        var node = root.path(name);
        if (node.isMissingNode()) {
            return null;
        }
        var value = node.isTextual() ? values.get(node.textValue()) : null;
        if (value == null) {
            report(Code.LIVE_SETTING_INVALID, name, "must be one of " + quoted(values.keySet()));
        }
        return value;
    }

    private @Nullable Double share(JsonNode root, String name) {
        var node = root.path(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
            report(Code.LIVE_SETTING_INVALID, name, "must be a number from 0 to 1");
        }
        return node.doubleValue();
    }

    private Set<String> names(JsonNode node) {
        var names = new HashSet<String>();
        var isList = node.isArray() || node.isMissingNode();
        for (var name : node) {
            isList &= name.isTextual();
            names.add(name.asText());
        }
        if (!isList) {
            report(Code.LIVE_SETTING_INVALID, WEAKER, "must be a list of names");
        }
        return names;
    }

    private void report(Code code, String place, String fault) {
        problems.add(new LiveProblem(code, place, fault));
    }

    private static String oneOf(String what, Collection<String> names) {
        return "is not one of the %s %s".formatted(what, quoted(names));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map("\"%s\""::formatted).collect(joining(", "));
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
