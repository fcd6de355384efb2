// SPDX-License-Identifier: Apache-2.0
/// Prepares, sends and judges writes.
@NullMarked
package dev.sluice.internal.dynamodb.write;

import org.jspecify.annotations.NullMarked;
