// SPDX-License-Identifier: Apache-2.0
/// The API for Java resolvers, for what the schema language cannot express.
@NullMarked
package dev.sluice.resolver;

import org.jspecify.annotations.NullMarked;
