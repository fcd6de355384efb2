// SPDX-License-Identifier: Apache-2.0
/// Reads the tables of a schema, and reports which items do not fit it.
@NullMarked
package dev.sluice.devtools.audit;

import org.jspecify.annotations.NullMarked;
