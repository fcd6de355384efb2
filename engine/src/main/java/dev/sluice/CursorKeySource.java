// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.cursor.CursorKeys;

/// Where the keys that seal and open cursors come from.
sealed interface CursorKeySource {

    /// Keys that stay as long as the deployment.
    record Given(CursorKeys keys) implements CursorKeySource {}

    /// Keys that are derived from a secret of AWS Secrets Manager, so that they can be rotated
    /// without a deployment.
    ///
    /// @param id the secret's ARN or name
    record Secret(String id) implements CursorKeySource {}
}
