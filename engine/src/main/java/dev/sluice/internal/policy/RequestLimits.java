// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The limits of a request.
///
/// @param maxima the maximum of each limit; a limit without an entry has its standard maximum
public record RequestLimits(Map<Limit, Integer> maxima) {
    public RequestLimits {
        var all = new EnumMap<Limit, Integer>(Limit.class);
        for (var limit : Limit.values()) {
            all.put(limit, maxima.getOrDefault(limit, limit.standard()));
        }
        maxima = Collections.unmodifiableMap(all);
    }

    public static RequestLimits standard() {
        return new RequestLimits(Map.of());
    }

    public RequestLimits with(Limit limit, int maximum) {
        var changed = new EnumMap<>(maxima);
        changed.put(limit, maximum);
        return new RequestLimits(changed);
    }

    public int maximum(Limit limit) {
        return Objects.requireNonNull(maxima.get(limit));
    }

    /// @throws Refusal with the limit's code, its name and its maximum, if the amount is larger
    public void require(Limit limit, long amount) {
        if (amount > maximum(limit)) {
            throw exceeded(limit);
        }
    }

    /// Returns the answer to a request that exceeds the limit.
    public Refusal exceeded(Limit limit) {
        return new Refusal(
                limit.code(),
                Map.of(Parameter.LIMIT, limit.parameter(), Parameter.MAXIMUM, maximum(limit)));
    }
}
