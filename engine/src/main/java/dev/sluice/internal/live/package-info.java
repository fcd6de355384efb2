// SPDX-License-Identifier: Apache-2.0
/// Which settings may change while the function runs, and what do they say?
@NullMarked
package dev.sluice.internal.live;

import org.jspecify.annotations.NullMarked;
