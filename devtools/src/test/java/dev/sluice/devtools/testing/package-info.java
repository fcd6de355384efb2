// SPDX-License-Identifier: Apache-2.0
/// Classes that tests of several packages share.
@NullMarked
package dev.sluice.devtools.testing;

import org.jspecify.annotations.NullMarked;
