// SPDX-License-Identifier: Apache-2.0
/// Readies a function for a snapshot of SnapStart: primes it before, renews it after.
@NullMarked
package dev.sluice.snapstart;

import org.jspecify.annotations.NullMarked;
