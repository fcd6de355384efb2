// SPDX-License-Identifier: Apache-2.0
/// Builds the engine from settings: connects all internal packages, once.
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
