// SPDX-License-Identifier: Apache-2.0
/// Understands: compiles the schema and its directives to an immutable catalog, and checks it.
@NullMarked
package dev.sluice.schema;

import org.jspecify.annotations.NullMarked;
