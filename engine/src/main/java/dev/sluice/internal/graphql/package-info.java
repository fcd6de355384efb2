// SPDX-License-Identifier: Apache-2.0
/// The schema of clients as graphql-java needs it, with its scalars.
@NullMarked
package dev.sluice.internal.graphql;

import org.jspecify.annotations.NullMarked;
