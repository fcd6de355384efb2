// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.io.Serial;
import java.util.List;

/// Thrown if a request is not executed because of its input. Each fault is an error of its own.
public final class InvalidInputException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Refusal> faults;

    InvalidInputException(List<Refusal> faults) {
        super(null, null, false, false);
        this.faults = List.copyOf(faults);
    }

    /// At least one.
    public List<Refusal> faults() {
        return faults;
    }
}
