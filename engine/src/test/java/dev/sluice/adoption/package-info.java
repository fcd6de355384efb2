// SPDX-License-Identifier: Apache-2.0
/// Tests of APIs on tables whose items another application writes.
@NullMarked
package dev.sluice.adoption;

import org.jspecify.annotations.NullMarked;
