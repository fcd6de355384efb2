// SPDX-License-Identifier: Apache-2.0
/// Tests what `sam deploy` ships: the templates and what they say.
@NullMarked
package dev.sluice.function.template;

import org.jspecify.annotations.NullMarked;
