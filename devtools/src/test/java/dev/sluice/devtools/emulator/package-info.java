// SPDX-License-Identifier: Apache-2.0
/// An emulator of AWS on this machine, without Docker.
@NullMarked
package dev.sluice.devtools.emulator;

import org.jspecify.annotations.NullMarked;
