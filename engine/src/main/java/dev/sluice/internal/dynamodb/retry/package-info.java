// SPDX-License-Identifier: Apache-2.0
/// What a failure of DynamoDB means, and whether a request is sent again.
@NullMarked
package dev.sluice.internal.dynamodb.retry;

import org.jspecify.annotations.NullMarked;
