// SPDX-License-Identifier: Apache-2.0
/// Admits operations: parses, validates, normalizes and costs documents, and knows the trusted
/// ones.
@NullMarked
package dev.sluice.internal.operation;

import org.jspecify.annotations.NullMarked;
