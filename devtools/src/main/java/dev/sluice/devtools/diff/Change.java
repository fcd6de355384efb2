// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

/// One change of what clients see.
///
/// @param coordinate as the GraphQL specification spells it, such as `Query.orders(first:)`
/// @param text what changed, and what that means
/// @param touches the coordinate that an operation uses if the change concerns it
/// @param announced whether the earlier schema announced it with a sunset, which has come
public record Change(
        Level level, String coordinate, String text, String touches, boolean announced) {
    Change(Level level, String coordinate, String text, String touches) {
        this(level, coordinate, text, touches, false);
    }
}
