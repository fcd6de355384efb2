// SPDX-License-Identifier: Apache-2.0
/// Compiles `@write`.
@NullMarked
package dev.sluice.internal.compile.write;

import org.jspecify.annotations.NullMarked;
