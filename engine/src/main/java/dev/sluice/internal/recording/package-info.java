// SPDX-License-Identifier: Apache-2.0
/// Records what happens during a request, for its listener.
@NullMarked
package dev.sluice.internal.recording;

import org.jspecify.annotations.NullMarked;
