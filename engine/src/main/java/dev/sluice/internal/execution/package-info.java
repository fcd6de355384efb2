// SPDX-License-Identifier: Apache-2.0
/// The engine: runs an admitted operation with graphql-java.
@NullMarked
package dev.sluice.internal.execution;

import org.jspecify.annotations.NullMarked;
