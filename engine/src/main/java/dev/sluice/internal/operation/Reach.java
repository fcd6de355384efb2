// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.Saturating;

/// The number of objects that a selection is answered for, and the waves in which they arrive.
record Reach(long objects, int earliest, int wave) {
    Reach times(long each) {
        return new Reach(Saturating.times(objects, each), earliest, wave);
    }

    Reach once() {
        return new Reach(1, earliest, wave);
    }

    Reach next() {
        return new Reach(objects, earliest + 1, wave + 1);
    }

    /// The objects are requested before their parents arrive.
    Reach first() {
        return new Reach(objects, 1, 1);
    }

    /// The objects arrive with their parents, or with the first wave.
    Reach afterFirst() {
        return new Reach(objects, Math.max(1, earliest), Math.max(1, wave));
    }

    /// Some of the objects need one more wave.
    Reach later() {
        return new Reach(objects, earliest, wave + 1);
    }

    Reach or(Reach other) {
        return new Reach(
                Math.max(objects, other.objects),
                Math.min(earliest, other.earliest),
                Math.max(wave, other.wave));
    }
}
