// SPDX-License-Identifier: Apache-2.0
/// Parses what the developer typed, and answers on stdout.
@NullMarked
package dev.sluice.devtools.commands;

import org.jspecify.annotations.NullMarked;
