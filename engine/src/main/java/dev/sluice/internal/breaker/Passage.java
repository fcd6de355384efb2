// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.breaker;

/// A call that a breaker let pass, until its outcome is known.
public interface Passage {
    void end(Outcome outcome);
}
