// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.time.Duration;
import java.util.Map;

/// What Lambda is told of a function.
///
/// @param handler class and method, as `package.Type::method`
/// @param memory in MB
/// @param timeout of one invocation
/// @param snapStart whether instances are restored from a snapshot, their hooks run
/// @param credentials those of the function's role
/// @param variables the function's environment, which come before Lambda's own
public record FunctionConfiguration(
        String handler,
        int memory,
        Duration timeout,
        boolean snapStart,
        Credentials credentials,
        Map<String, String> variables) {
    public FunctionConfiguration {
        variables = Map.copyOf(variables);
    }
}
