// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import dev.sluice.internal.policy.Audience;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.RolloutShares;
import dev.sluice.internal.policy.UntrustedDocuments;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Settings that take the place of those of the deployment while the function runs. What is null or
/// absent stays as deployed.
///
/// @param introspection whether clients may read the schema
/// @param logLevel the level of Sluice's own log lines
/// @param logSampleRate from 0 to 1
/// @param flags the callers of each flag, by its name; the schema may not have the flag
/// @param rollouts the shares of each field with a rollout; the schema may not have the field
public record LiveSettings(
        @Nullable UntrustedDocuments untrusted,
        @Nullable Boolean introspection,
        Map<Limit, Integer> limits,
        @Nullable Level logLevel,
        @Nullable Double logSampleRate,
        Map<String, Audience> flags,
        Map<String, RolloutShares> rollouts) {
    /// Everything stays as deployed.
    public static final LiveSettings NONE =
            new LiveSettings(null, null, Map.of(), null, null, Map.of(), Map.of());

    public LiveSettings {
        limits = Map.copyOf(limits);
        flags = Map.copyOf(flags);
        rollouts = Map.copyOf(rollouts);
    }

    /// Returns the policy of a deployment with these settings.
    public RequestPolicy over(RequestPolicy deployed) {
        var changed = deployed.limits();
        for (var limit : limits.entrySet()) {
            changed = changed.with(limit.getKey(), limit.getValue());
        }
        return new RequestPolicy(
                untrusted == null ? deployed.untrusted() : untrusted,
                introspection == null ? deployed.introspection() : introspection,
                changed,
                flags,
                rollouts);
    }

    /// Returns the JSON paths of the settings that let clients do more than the deployment does.
    public List<String> weaker(RequestPolicy deployed) {
        var weaker = new ArrayList<String>();
        if (untrusted != null && untrusted.compareTo(deployed.untrusted()) < 0) {
            weaker.add(LiveSettingsReader.TRUSTED_DOCUMENTS);
        }
        if (introspection != null && introspection && !deployed.introspection()) {
            weaker.add(LiveSettingsReader.INTROSPECTION);
        }
        limits.entrySet().stream()
                .filter(limit -> limit.getValue() > deployed.limits().maximum(limit.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(limit -> LiveSettingsReader.LIMITS + "." + limit.getKey().parameter())
                .forEach(weaker::add);
        return List.copyOf(weaker);
    }
}
