// SPDX-License-Identifier: Apache-2.0
/// Documents as text, printed as clients print them.
@NullMarked
package dev.sluice.internal.document;

import org.jspecify.annotations.NullMarked;
