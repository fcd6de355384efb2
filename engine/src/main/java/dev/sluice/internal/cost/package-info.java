// SPDX-License-Identifier: Apache-2.0
/// What an operation may cost at most, and how reads are packed into requests. No I/O.
@NullMarked
package dev.sluice.internal.cost;

import org.jspecify.annotations.NullMarked;
