// SPDX-License-Identifier: Apache-2.0
/// Measures the deployed artifact in whole processes.
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
