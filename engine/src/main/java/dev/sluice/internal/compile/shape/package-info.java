// SPDX-License-Identifier: Apache-2.0
/// What types hold: stored fields, constraints, defaults, what clients see.
@NullMarked
package dev.sluice.internal.compile.shape;

import org.jspecify.annotations.NullMarked;
