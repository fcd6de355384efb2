// SPDX-License-Identifier: Apache-2.0
/// The API for listeners: log events, metrics and spans, without values; one type documents all
/// names.
@NullMarked
package dev.sluice.telemetry;

import org.jspecify.annotations.NullMarked;
