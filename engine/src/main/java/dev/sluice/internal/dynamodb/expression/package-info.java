// SPDX-License-Identifier: Apache-2.0
/// Renders conditions, filters, projections and updates for DynamoDB.
@NullMarked
package dev.sluice.internal.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
