// SPDX-License-Identifier: Apache-2.0
/// Writes what commands say to people.
@NullMarked
package dev.sluice.devtools.wording;

import org.jspecify.annotations.NullMarked;
