// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

/// One change of what clients see.
///
/// @param coordinate as the GraphQL specification spells it, such as `Query.orders(first:)`
/// @param text what changed, and what that means
/// @param touches the coordinate that an operation uses if the change concerns it
public record Change(Level level, String coordinate, String text, String touches) {}
