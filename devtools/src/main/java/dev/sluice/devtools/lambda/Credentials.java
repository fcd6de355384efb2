// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import org.jspecify.annotations.Nullable;

/// AWS credentials, for one region.
///
/// @param sessionToken null if they are not temporary
public record Credentials(
        String accessKeyId, String secretAccessKey, @Nullable String sessionToken, String region) {

    /// Credentials for any DynamoDB outside AWS.
    public static final Credentials LOCAL = new Credentials("local", "local", null, "us-east-1");
}
