// SPDX-License-Identifier: Apache-2.0
/// Calls the resolvers written in Java.
@NullMarked
package dev.sluice.internal.computation;

import org.jspecify.annotations.NullMarked;
