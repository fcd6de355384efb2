// SPDX-License-Identifier: Apache-2.0
/// Coerces the scalars of the schema language between JSON and Java.
@NullMarked
package dev.sluice.execution.scalars;

import org.jspecify.annotations.NullMarked;
