// SPDX-License-Identifier: Apache-2.0
/// Compiles `@resolver`.
@NullMarked
package dev.sluice.internal.compile.resolver;

import org.jspecify.annotations.NullMarked;
