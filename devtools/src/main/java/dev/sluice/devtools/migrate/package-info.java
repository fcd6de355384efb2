// SPDX-License-Identifier: Apache-2.0
/// Gives stored items what a later version of the schema needs.
@NullMarked
package dev.sluice.devtools.migrate;

import org.jspecify.annotations.NullMarked;
