// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.wave;

/// A kind of work that collects what is requested, until the next wave starts all of it.
public interface WaveWork {

    /// Starts what was requested since the last wave, as tasks of the loop.
    ///
    /// @return false if nothing was requested
    boolean start();
}
