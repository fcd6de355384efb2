// SPDX-License-Identifier: Apache-2.0
/// Reads items in batches, and pages of partitions.
@NullMarked
package dev.sluice.internal.dynamodb.read;

import org.jspecify.annotations.NullMarked;
