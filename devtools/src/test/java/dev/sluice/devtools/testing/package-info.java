// SPDX-License-Identifier: Apache-2.0
/// What tests of the packaged function share.
@NullMarked
package dev.sluice.devtools.testing;

import org.jspecify.annotations.NullMarked;
