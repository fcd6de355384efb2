// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

/// What runs before a snapshot is taken.
public enum Priming {
    /// The whole path of a request, with sample requests.
    FULL,

    /// Only requests to DynamoDB.
    DYNAMODB,

    NONE
}
