// SPDX-License-Identifier: Apache-2.0
/// Finds, exports and deletes what belongs to one person.
@NullMarked
package dev.sluice.devtools.purge;

import org.jspecify.annotations.NullMarked;
