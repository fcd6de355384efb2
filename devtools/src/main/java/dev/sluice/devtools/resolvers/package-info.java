// SPDX-License-Identifier: Apache-2.0
/// Compiles the project's Java resolvers, and loads them.
@NullMarked
package dev.sluice.devtools.resolvers;

import org.jspecify.annotations.NullMarked;
