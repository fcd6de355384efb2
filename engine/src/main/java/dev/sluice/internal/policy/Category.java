// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Whose move it is after an error.
public enum Category {
    /// The client sent what cannot be answered, and corrects it.
    REQUEST,
    /// The caller may not have it.
    AUTHORIZATION,
    /// The client asked for more than is allowed, and asks for less.
    LIMIT,
    /// The data is not as the client assumed; it reads again and decides.
    CONFLICT,
    /// What the API relies on did not answer; the client tries again later.
    DEPENDENCY,
    /// The API is at fault; its operator mends it.
    INTERNAL
}
