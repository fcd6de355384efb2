// SPDX-License-Identifier: Apache-2.0
/// Speaks: Lambda, API Gateway events and GraphQL over HTTP, and the shape of every error.
@NullMarked
package dev.sluice.interfaces;

import org.jspecify.annotations.NullMarked;
