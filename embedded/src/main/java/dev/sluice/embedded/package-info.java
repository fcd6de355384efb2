// SPDX-License-Identifier: Apache-2.0
/// Runs DynamoDB Local as a process of its own, for tests and for a laptop.
@NullMarked
package dev.sluice.embedded;

import org.jspecify.annotations.NullMarked;
