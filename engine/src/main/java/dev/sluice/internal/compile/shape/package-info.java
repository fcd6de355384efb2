// SPDX-License-Identifier: Apache-2.0
/// The contents of types: stored fields, constraints, defaults, and what clients see.
@NullMarked
package dev.sluice.internal.compile.shape;

import org.jspecify.annotations.NullMarked;
