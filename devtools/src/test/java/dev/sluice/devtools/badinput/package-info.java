// SPDX-License-Identifier: Apache-2.0
/// Tests the packaged function with bad input, case by case. A refusal is documented, costs few
/// requests and reveals nothing, and the function serves the next request.
@NullMarked
package dev.sluice.devtools.badinput;

import org.jspecify.annotations.NullMarked;
