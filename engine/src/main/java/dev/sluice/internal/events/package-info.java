// SPDX-License-Identifier: Apache-2.0
/// Delivers the events of the outbox.
@NullMarked
package dev.sluice.internal.events;

import org.jspecify.annotations.NullMarked;
