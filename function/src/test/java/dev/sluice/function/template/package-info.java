// SPDX-License-Identifier: Apache-2.0
/// Holds what `sam deploy` ships to its word: the templates, by what they say.
@NullMarked
package dev.sluice.function.template;

import org.jspecify.annotations.NullMarked;
