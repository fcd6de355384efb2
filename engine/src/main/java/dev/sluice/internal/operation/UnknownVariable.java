// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// The value of a variable that is not known when an operation is costed. It costs as much as any
/// value could.
record UnknownVariable(String name) {}
