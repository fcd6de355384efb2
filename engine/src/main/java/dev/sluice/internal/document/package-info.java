// SPDX-License-Identifier: Apache-2.0
/// Prints documents exactly as clients do.
@NullMarked
package dev.sluice.internal.document;

import org.jspecify.annotations.NullMarked;
