// SPDX-License-Identifier: Apache-2.0
/// Primes the function before a snapshot is taken, and renews it after a restore.
@NullMarked
package dev.sluice.internal.snapstart;

import org.jspecify.annotations.NullMarked;
