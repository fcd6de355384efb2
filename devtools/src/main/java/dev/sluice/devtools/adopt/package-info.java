// SPDX-License-Identifier: Apache-2.0
/// Proposes a schema for tables that exist: samples of items become entities, entities become key
/// templates and fields, and these become the text of a schema.
@NullMarked
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.NullMarked;
