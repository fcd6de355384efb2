// SPDX-License-Identifier: Apache-2.0
/// Reads and writes items: the only package that imports the DynamoDB SDK.
@NullMarked
package dev.sluice.execution.dynamodb;

import org.jspecify.annotations.NullMarked;
