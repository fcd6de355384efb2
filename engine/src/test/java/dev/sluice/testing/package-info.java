// SPDX-License-Identifier: Apache-2.0
/// Classes that tests of several packages share.
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
