// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

/// An attribute that gets the value of another one.
///
/// @param keepsUp whether the old attribute wins if both differ; if not, the new one is only filled
///   where it is absent
record AttributeCopy(String to, String from, boolean keepsUp) {}
