// SPDX-License-Identifier: Apache-2.0
/// Lists over ranges of sort keys, against a model that goes through every item.
@NullMarked
package dev.sluice.ranges;

import org.jspecify.annotations.NullMarked;
