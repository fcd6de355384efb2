// SPDX-License-Identifier: Apache-2.0
/// Spells DynamoDB keys from field values, and ranges over them, so that byte order is value order.
@NullMarked
package dev.sluice.schema.key;

import org.jspecify.annotations.NullMarked;
