// SPDX-License-Identifier: Apache-2.0
/// How a mutation field writes: its plan, its constraints, its idempotency, its answer.
@NullMarked
package dev.sluice.internal.mutation;

import org.jspecify.annotations.NullMarked;
