// SPDX-License-Identifier: Apache-2.0
/// Serves GraphiQL, and the tokens that it sends, to the developer's own browser.
@NullMarked
package dev.sluice.devtools.console;

import org.jspecify.annotations.NullMarked;
