// SPDX-License-Identifier: Apache-2.0
/// Traffic that fills partitions, on an embedded DynamoDB.
@NullMarked
package dev.sluice.devtools.capacity;

import org.jspecify.annotations.NullMarked;
