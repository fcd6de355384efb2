// SPDX-License-Identifier: Apache-2.0
/// Error codes, limits, callers, deadlines and constraints. No I/O.
@NullMarked
package dev.sluice.internal.policy;

import org.jspecify.annotations.NullMarked;
