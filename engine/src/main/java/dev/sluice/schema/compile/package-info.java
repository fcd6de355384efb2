// SPDX-License-Identifier: Apache-2.0
/// Compiles an SDL file with the directives of the schema language to a
/// [dev.sluice.schema.Catalog].
@NullMarked
package dev.sluice.schema.compile;

import org.jspecify.annotations.NullMarked;
