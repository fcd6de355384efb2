// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.schema.Rule;
import dev.sluice.resolver.Caller;
import dev.sluice.telemetry.Denial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts the denials of one request, so that each is reported once.
public final class Denials {
    private final Map<Denied, Integer> counts = new LinkedHashMap<>();

    private record Denied(String coordinate, List<Rule> rules, Denial.Outcome outcome) {}

    /// @param coordinate `Type.field` or `Type`
    /// @param rules those that did not grant access
    void add(String coordinate, List<Rule> rules, Denial.Outcome outcome) {
        counts.merge(new Denied(coordinate, rules, outcome), 1, Integer::sum);
    }

    public void report(Recording recording, Caller caller) {
        counts.forEach((denied, count) ->
                recording.denied(
                        new Denial(
                                caller.issuer(),
                                caller.subject(),
                                caller.signedIn() ? Denial.Kind.SIGNED_IN : Denial.Kind.ANONYMOUS,
                                denied.coordinate(),
                                denied.rules().stream().map(Rule::spelled).toList(),
                                denied.outcome(),
                                count)));
    }
}
