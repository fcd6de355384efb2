// SPDX-License-Identifier: Apache-2.0
/// Delivers the events that wait in dead-letter queues.
@NullMarked
package dev.sluice.devtools.redrive;

import org.jspecify.annotations.NullMarked;
