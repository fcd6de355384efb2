// SPDX-License-Identifier: Apache-2.0
/// Bad input, case by case, for the function as it is packaged: a refusal is documented, cheap to
/// send and tells nothing, and the next request is served.
@NullMarked
package dev.sluice.devtools.badinput;

import org.jspecify.annotations.NullMarked;
