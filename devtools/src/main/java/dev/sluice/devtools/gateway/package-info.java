// SPDX-License-Identifier: Apache-2.0
/// Stands in for an API Gateway HTTP API: HTTP requests become its events, replies become HTTP
/// again.
@NullMarked
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.NullMarked;
