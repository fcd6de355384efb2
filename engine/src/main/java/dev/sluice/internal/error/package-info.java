// SPDX-License-Identifier: Apache-2.0
/// Turns failures into the errors that clients see.
@NullMarked
package dev.sluice.internal.error;

import org.jspecify.annotations.NullMarked;
