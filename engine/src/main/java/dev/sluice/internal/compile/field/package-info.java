// SPDX-License-Identifier: Apache-2.0
/// Compiles the fields of each type.
@NullMarked
package dev.sluice.internal.compile.field;

import org.jspecify.annotations.NullMarked;
