// SPDX-License-Identifier: Apache-2.0
/// Decides who may see and change what.
@NullMarked
package dev.sluice.internal.authorization;

import org.jspecify.annotations.NullMarked;
