// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static dev.sluice.devtools.lambda.FunctionConfiguration.JVM_OPTIONS;

import dev.sluice.devtools.store.Endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The environment variables of a function, without Lambda's own.
record FunctionVariables(LocalSettings settings, Endpoint dynamoDb) {
    private static final String DYNAMODB_URL = "AWS_ENDPOINT_URL_DYNAMODB";

    /// The variables that the function reads. It does not get the developer's other variables,
    /// which Lambda would not have.
    private static final Pattern OWN =
            Pattern.compile("SLUICE_.+|POWERTOOLS_.+|AWS_ENDPOINT_URL_.+|JAVA_TOOL_OPTIONS");

    Map<String, String> all() {
        var variables = new HashMap<>(settings.variables());
        variables.keySet().removeIf(name -> !OWN.matcher(name).matches());
        variables.putIfAbsent(JVM_OPTIONS.getKey(), JVM_OPTIONS.getValue());
        if (dynamoDb.url() != null) {
            variables.put(DYNAMODB_URL, dynamoDb.url().toString());
        }
        return variables;
    }
}
