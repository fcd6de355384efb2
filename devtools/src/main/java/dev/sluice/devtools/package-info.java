// SPDX-License-Identifier: Apache-2.0
/// The `sluice` command that a developer lives in; it is never deployed.
@NullMarked
package dev.sluice.devtools;

import org.jspecify.annotations.NullMarked;
