// SPDX-License-Identifier: Apache-2.0
/// Measures Sluice beside what a team could use instead, with the same requests, data and machine.
@NullMarked
package dev.sluice.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
