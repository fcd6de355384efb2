// SPDX-License-Identifier: Apache-2.0
/// What clients of an API can rely on: its types and its error codes.
@NullMarked
package dev.sluice.devtools.contract;

import org.jspecify.annotations.NullMarked;
