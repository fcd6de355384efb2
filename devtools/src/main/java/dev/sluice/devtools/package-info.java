// SPDX-License-Identifier: Apache-2.0
/// The `sluice` command for developers. It is never deployed.
@NullMarked
package dev.sluice.devtools;

import org.jspecify.annotations.NullMarked;
