// SPDX-License-Identifier: Apache-2.0
/// Mints the tokens of local callers, and keeps the key that signs them.
@NullMarked
package dev.sluice.devtools.identity;

import org.jspecify.annotations.NullMarked;
