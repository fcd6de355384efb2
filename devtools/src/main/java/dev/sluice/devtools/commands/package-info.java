// SPDX-License-Identifier: Apache-2.0
/// Parses the command line and prints the result to stdout.
@NullMarked
package dev.sluice.devtools.commands;

import org.jspecify.annotations.NullMarked;
