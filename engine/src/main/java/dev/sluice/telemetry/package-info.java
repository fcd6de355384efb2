// SPDX-License-Identifier: Apache-2.0
/// Tells: log events, metrics and spans, redacted, under names that one type documents.
@NullMarked
package dev.sluice.telemetry;

import org.jspecify.annotations.NullMarked;
