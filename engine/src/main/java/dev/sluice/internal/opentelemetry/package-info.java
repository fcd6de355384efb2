// SPDX-License-Identifier: Apache-2.0
/// Sends the spans of each request to a collector, with the SDK of OpenTelemetry.
@NullMarked
package dev.sluice.internal.opentelemetry;

import org.jspecify.annotations.NullMarked;
