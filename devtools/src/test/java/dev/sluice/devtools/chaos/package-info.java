// SPDX-License-Identifier: Apache-2.0
/// Tries every fault at every place where the function calls DynamoDB.
@NullMarked
package dev.sluice.devtools.chaos;

import org.jspecify.annotations.NullMarked;
