// SPDX-License-Identifier: Apache-2.0
/// Bounds what an operation can cost in DynamoDB's own units, before it runs.
@NullMarked
package dev.sluice.policy.cost;

import org.jspecify.annotations.NullMarked;
