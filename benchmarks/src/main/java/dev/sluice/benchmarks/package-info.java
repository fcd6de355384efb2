// SPDX-License-Identifier: Apache-2.0
/// Measures what is deployed, as whole processes.
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
