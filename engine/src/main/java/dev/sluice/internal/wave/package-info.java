// SPDX-License-Identifier: Apache-2.0
/// Runs the I/O of one wave.
@NullMarked
package dev.sluice.internal.wave;

import org.jspecify.annotations.NullMarked;
