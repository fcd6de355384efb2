// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Refusal;

import java.io.Serial;
import java.util.Map;

/// A batch that failed although only one of its tables may be the cause.
public final class DividedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient Map<String, Attempts> again;

    /// @param refusal what the client sees of the tables that are not read again
    /// @param again the attempts of each table that is read again, by itself
    public DividedException(Refusal refusal, Map<String, Attempts> again) {
        super(null, null, false, false);
        this.refusal = refusal;
        this.again = Map.copyOf(again);
    }

    public Refusal refusal() {
        return refusal;
    }

    public Map<String, Attempts> again() {
        return again;
    }
}
