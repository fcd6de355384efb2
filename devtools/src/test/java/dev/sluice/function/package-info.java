// SPDX-License-Identifier: Apache-2.0
/// The function's Java code for the shop that the tests serve. It replaces the project's own.
@NullMarked
package dev.sluice.function;

import org.jspecify.annotations.NullMarked;
