// SPDX-License-Identifier: Apache-2.0
/// Reads whole tables with Scan, no faster than it may, or empties them. No other package, and
/// nothing that is deployed, can send a Scan.
@NullMarked
package dev.sluice.devtools.scan;

import org.jspecify.annotations.NullMarked;
