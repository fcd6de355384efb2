// SPDX-License-Identifier: Apache-2.0
/// Tests lists over ranges of sort keys against a model that examines every item.
@NullMarked
package dev.sluice.ranges;

import org.jspecify.annotations.NullMarked;
