// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

/// Passes on what a function prints, line by line.
interface FunctionLog {

    /// Returns after everything that an ended process has printed was passed on.
    void drain();
}
