// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

/// One change of what is stored. During a deployment and after a rollback, both versions read and
/// write the same items.
///
/// @param coordinate `Type` or `Type.field`
/// @param text what changed, and what that means
/// @param fix how to make the change safe
public record StoredChange(Level level, String coordinate, String text, String fix) {}
