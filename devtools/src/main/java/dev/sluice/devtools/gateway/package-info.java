// SPDX-License-Identifier: Apache-2.0
/// Emulates an API Gateway HTTP API: converts HTTP requests to its events, and replies to HTTP.
@NullMarked
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.NullMarked;
