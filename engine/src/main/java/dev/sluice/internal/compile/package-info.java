// SPDX-License-Identifier: Apache-2.0
/// Compiles a schema file to a catalog.
@NullMarked
package dev.sluice.internal.compile;

import org.jspecify.annotations.NullMarked;
