// SPDX-License-Identifier: Apache-2.0
/// Builds keys and values of expressions for one field.
@NullMarked
package dev.sluice.internal.value;

import org.jspecify.annotations.NullMarked;
