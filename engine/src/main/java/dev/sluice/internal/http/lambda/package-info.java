// SPDX-License-Identifier: Apache-2.0
/// Translates API Gateway events to HTTP requests, and HTTP responses back.
@NullMarked
package dev.sluice.internal.http.lambda;

import org.jspecify.annotations.NullMarked;
