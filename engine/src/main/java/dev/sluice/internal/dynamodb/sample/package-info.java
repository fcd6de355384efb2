// SPDX-License-Identifier: Apache-2.0
/// A DynamoDB of sample items in this process, for priming.
@NullMarked
package dev.sluice.internal.dynamodb.sample;

import org.jspecify.annotations.NullMarked;
