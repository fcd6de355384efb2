// SPDX-License-Identifier: Apache-2.0
/// The DynamoDB client: its settings, its metering, its warm-up.
@NullMarked
package dev.sluice.internal.dynamodb.client;

import org.jspecify.annotations.NullMarked;
