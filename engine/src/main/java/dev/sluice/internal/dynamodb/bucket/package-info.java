// SPDX-License-Identifier: Apache-2.0
/// Limits what each caller may consume, with token buckets in DynamoDB.
@NullMarked
package dev.sluice.internal.dynamodb.bucket;

import org.jspecify.annotations.NullMarked;
