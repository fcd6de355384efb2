// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

/// Where what a function prints is passed on, line by line.
interface FunctionLog {

    /// Returns once all is passed on that a process that has ended has printed.
    void drain();
}
