// SPDX-License-Identifier: Apache-2.0
/// The deployed Lambda function: the shop's resolvers.
@NullMarked
package dev.sluice.function;

import org.jspecify.annotations.NullMarked;
