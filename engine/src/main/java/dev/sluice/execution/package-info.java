// SPDX-License-Identifier: Apache-2.0
/// Does: runs an admitted operation in waves, under a deadline.
@NullMarked
package dev.sluice.execution;

import org.jspecify.annotations.NullMarked;
