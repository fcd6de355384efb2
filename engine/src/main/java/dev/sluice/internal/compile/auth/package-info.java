// SPDX-License-Identifier: Apache-2.0
/// Compiles `@auth`, and proves which rules can be checked before a read.
@NullMarked
package dev.sluice.internal.compile.auth;

import org.jspecify.annotations.NullMarked;
