// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/// The answer to a request, and what it took.
///
/// @param operations requests to DynamoDB, such as `Query`
/// @param accesses what IAM would check for them
record Reply(int status, JsonNode body, List<String> operations, Set<Access> accesses) {

    /// @param pointer into `data`; returns a missing node if nothing is there
    JsonNode data(String pointer) {
        return body.at("/data" + pointer);
    }

    List<String> codes() {
        return body.path("errors").findValuesAsText("code");
    }
}
