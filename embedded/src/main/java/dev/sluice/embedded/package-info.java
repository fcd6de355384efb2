// SPDX-License-Identifier: Apache-2.0
/// Runs DynamoDB Local in its own process, for tests and for a laptop.
@NullMarked
package dev.sluice.embedded;

import org.jspecify.annotations.NullMarked;
