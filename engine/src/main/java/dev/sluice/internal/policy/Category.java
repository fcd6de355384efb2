// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Who has to act after an error.
public enum Category {
    /// The client sent a request that cannot be answered, and must correct it.
    REQUEST,
    /// The caller is not allowed to have it.
    AUTHORIZATION,
    /// The client asked for more than is allowed, and must ask for less.
    LIMIT,
    /// The data is not as the client assumed. The client reads it again and decides.
    CONFLICT,
    /// A dependency of the API did not answer. The client tries again later.
    DEPENDENCY,
    /// The API has a fault. Its operator fixes it.
    INTERNAL
}
