// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.time.Duration;
import java.util.Map;

/// The configuration of a function in Lambda.
///
/// @param handler class and method, as `package.Type::method`
/// @param memory in MB
/// @param timeout of one invocation
/// @param snapStart whether instances are restored from a snapshot and run their hooks
/// @param credentials those of the function's role
/// @param variables the function's environment, in which Lambda's own variables replace others
public record FunctionConfiguration(
        String handler,
        int memory,
        Duration timeout,
        boolean snapStart,
        Credentials credentials,
        Map<String, String> variables) {

    /// The variable with options of the JVM, and its default in template.yaml.
    public static final Map.Entry<String, String> JVM_OPTIONS =
            Map.entry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    public FunctionConfiguration {
        variables = Map.copyOf(variables);
    }
}
