// SPDX-License-Identifier: Apache-2.0
/// Translates the schema of an Amplify API to a schema of Sluice.
@NullMarked
package dev.sluice.devtools.amplify;

import org.jspecify.annotations.NullMarked;
