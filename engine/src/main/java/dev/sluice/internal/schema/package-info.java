// SPDX-License-Identifier: Apache-2.0
/// The catalog: a schema file, compiled and checked. Immutable.
@NullMarked
package dev.sluice.internal.schema;

import org.jspecify.annotations.NullMarked;
