// SPDX-License-Identifier: Apache-2.0
/// Compares two versions of a schema: what clients see, what operations can cost, and what is
/// stored.
@NullMarked
package dev.sluice.devtools.diff;

import org.jspecify.annotations.NullMarked;
