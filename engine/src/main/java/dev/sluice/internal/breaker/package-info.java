// SPDX-License-Identifier: Apache-2.0
/// Stops calls of what does not work, and finds out when it works again.
@NullMarked
package dev.sluice.internal.breaker;

import org.jspecify.annotations.NullMarked;
