// SPDX-License-Identifier: Apache-2.0
/// What the author of an API writes in Java, where the schema language ends.
@NullMarked
package dev.sluice.execution.resolvers;

import org.jspecify.annotations.NullMarked;
