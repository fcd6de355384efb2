// SPDX-License-Identifier: Apache-2.0
/// Prepares and sends writes, and interprets their outcomes.
@NullMarked
package dev.sluice.internal.dynamodb.write;

import org.jspecify.annotations.NullMarked;
