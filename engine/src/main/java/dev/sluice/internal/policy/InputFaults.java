// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the faults of one request's input: each place once, at most 20.
public final class InputFaults {
    static final int MOST = 20;

    private final Map<Map<String, Object>, Refusal> faults = new LinkedHashMap<>();

    public void add(Refusal fault) {
        if (faults.size() < MOST) {
            faults.putIfAbsent(fault.parameters(), fault);
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /// @throws InvalidInputException if there is a fault
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(List.copyOf(faults.values()));
        }
    }
}
