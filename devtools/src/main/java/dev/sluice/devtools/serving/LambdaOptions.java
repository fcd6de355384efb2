// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The options for running the artifact.
///
/// @param artifact the deployed zip
/// @param runtimeClient the directory of the jars of Lambda's Java runtime interface client
/// @param timeout of one event
/// @param snapStart whether instances go from init to the snapshot and continue from there
/// @param environment the variables that the developer set; the function gets those that it reads
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
