// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How the artifact is run.
///
/// @param artifact the zip that is deployed
/// @param runtimeClient the directory of the jars of Lambda's Java runtime interface client
/// @param timeout of one event
/// @param snapStart whether its instances go from init to the snapshot and on from there
/// @param environment the variables that the developer set, of which the function gets its own
public record LambdaOptions(
        Path artifact,
        Path runtimeClient,
        Duration timeout,
        boolean snapStart,
        Map<String, String> environment) {
    public LambdaOptions {
        environment = Map.copyOf(environment);
    }
}
