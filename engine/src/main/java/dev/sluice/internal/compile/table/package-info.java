// SPDX-License-Identifier: Apache-2.0
/// Compiles the types with `@table`, and merges them into tables.
@NullMarked
package dev.sluice.internal.compile.table;

import org.jspecify.annotations.NullMarked;
