// SPDX-License-Identifier: Apache-2.0
/// Decides: limits, cost bound, authorization, trusted documents and constraints, without any I/O.
@NullMarked
package dev.sluice.policy;

import org.jspecify.annotations.NullMarked;
