// SPDX-License-Identifier: Apache-2.0
/// Reports each request through Powertools for AWS Lambda: one line of JSON, one flush of metrics,
/// and one trace.
@NullMarked
package dev.sluice.internal.powertools;

import org.jspecify.annotations.NullMarked;
