// SPDX-License-Identifier: Apache-2.0
/// Compiles `@getItem` and `@query`.
@NullMarked
package dev.sluice.internal.compile.read;

import org.jspecify.annotations.NullMarked;
