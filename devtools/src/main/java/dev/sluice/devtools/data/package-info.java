// SPDX-License-Identifier: Apache-2.0
/// Reads sample data, in GraphQL values, and makes the items that a schema stores.
@NullMarked
package dev.sluice.devtools.data;

import org.jspecify.annotations.NullMarked;
