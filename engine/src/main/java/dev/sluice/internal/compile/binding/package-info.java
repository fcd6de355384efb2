// SPDX-License-Identifier: Apache-2.0
/// Binds the values of expressions to keys and fields.
@NullMarked
package dev.sluice.internal.compile.binding;

import org.jspecify.annotations.NullMarked;
