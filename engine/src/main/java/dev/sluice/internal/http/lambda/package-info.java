// SPDX-License-Identifier: Apache-2.0
/// Translates the events of API Gateway to HTTP requests and back.
@NullMarked
package dev.sluice.internal.http.lambda;

import org.jspecify.annotations.NullMarked;
