// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.Endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a function finds in its environment besides Lambda's own variables.
record FunctionVariables(LocalSettings settings, Endpoint dynamoDb) {
    private static final String DYNAMODB_URL = "AWS_ENDPOINT_URL_DYNAMODB";

    /// The developer's other variables are of this machine, and Lambda has none of them.
    private static final Pattern OWN =
            Pattern.compile("SLUICE_.+|POWERTOOLS_.+|AWS_ENDPOINT_URL_.+|JAVA_TOOL_OPTIONS");

    Map<String, String> all() {
        var variables = new HashMap<>(settings.variables());
        variables.keySet().removeIf(name -> !OWN.matcher(name).matches());
        if (dynamoDb.url() != null) {
            variables.put(DYNAMODB_URL, dynamoDb.url().toString());
        }
        return variables;
    }
}
