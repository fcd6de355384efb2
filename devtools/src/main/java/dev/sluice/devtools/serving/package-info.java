// SPDX-License-Identifier: Apache-2.0
/// Runs one schema file as an API on this machine, and loads its changes.
@NullMarked
package dev.sluice.devtools.serving;

import org.jspecify.annotations.NullMarked;
