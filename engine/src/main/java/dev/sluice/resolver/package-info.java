// SPDX-License-Identifier: Apache-2.0
/// The API for Java resolvers: what the author of an API writes where the schema language ends.
@NullMarked
package dev.sluice.resolver;

import org.jspecify.annotations.NullMarked;
