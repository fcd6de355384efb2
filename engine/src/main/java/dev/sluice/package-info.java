// SPDX-License-Identifier: Apache-2.0
/// Composes: wires every floor below once, from settings, into one engine.
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
