// SPDX-License-Identifier: Apache-2.0
/// Compiles key templates, and the terms of key expressions.
@NullMarked
package dev.sluice.internal.compile.key;

import org.jspecify.annotations.NullMarked;
