// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

/// A file of operations and their fragments, as their author wrote them.
///
/// @param name for messages
public record OperationFile(String name, String text) implements OperationSource {}
