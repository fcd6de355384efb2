// SPDX-License-Identifier: Apache-2.0
/// Seals page keys as cursors.
@NullMarked
package dev.sluice.internal.dynamodb.cursor;

import org.jspecify.annotations.NullMarked;
