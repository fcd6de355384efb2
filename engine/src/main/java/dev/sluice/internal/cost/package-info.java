// SPDX-License-Identifier: Apache-2.0
/// Computes what an operation may cost at most, and packs reads into requests. No I/O.
@NullMarked
package dev.sluice.internal.cost;

import org.jspecify.annotations.NullMarked;
