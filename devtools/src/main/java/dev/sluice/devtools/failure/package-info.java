// SPDX-License-Identifier: Apache-2.0
/// Ends a command with one line and an exit code.
@NullMarked
package dev.sluice.devtools.failure;

import org.jspecify.annotations.NullMarked;
