// SPDX-License-Identifier: Apache-2.0
/// Items: their keys and sizes, and their values as Java values.
@NullMarked
package dev.sluice.internal.dynamodb.item;

import org.jspecify.annotations.NullMarked;
