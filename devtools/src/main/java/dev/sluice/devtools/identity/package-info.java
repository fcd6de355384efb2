// SPDX-License-Identifier: Apache-2.0
/// Makes the tokens of local callers, and the key that signs them.
@NullMarked
package dev.sluice.devtools.identity;

import org.jspecify.annotations.NullMarked;
