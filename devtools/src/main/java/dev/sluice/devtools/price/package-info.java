// SPDX-License-Identifier: Apache-2.0
/// Says what an API costs in AWS: a list of prices, and what was used.
@NullMarked
package dev.sluice.devtools.price;

import org.jspecify.annotations.NullMarked;
