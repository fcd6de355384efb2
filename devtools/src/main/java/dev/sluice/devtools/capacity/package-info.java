// SPDX-License-Identifier: Apache-2.0
/// Finds the partitions that traffic would fill first.
@NullMarked
package dev.sluice.devtools.capacity;

import org.jspecify.annotations.NullMarked;
