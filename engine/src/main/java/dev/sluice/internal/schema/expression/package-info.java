// SPDX-License-Identifier: Apache-2.0
/// The expressions of a schema file, parsed.
@NullMarked
package dev.sluice.internal.schema.expression;

import org.jspecify.annotations.NullMarked;
