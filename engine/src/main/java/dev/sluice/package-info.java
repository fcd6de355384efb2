// SPDX-License-Identifier: Apache-2.0
/// The API: builds an API from a schema file, settings and resolvers. Connects all internal
/// packages, once.
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
