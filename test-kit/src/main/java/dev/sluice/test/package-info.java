// SPDX-License-Identifier: Apache-2.0
/// The test kit: runs an API on an embedded DynamoDB, in the JVM of JUnit tests.
@NullMarked
package dev.sluice.test;

import org.jspecify.annotations.NullMarked;
