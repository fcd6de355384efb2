// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/// What a request was answered, and what it took.
///
/// @param operations requests to DynamoDB, such as `Query`
/// @param accesses what IAM was asked about them
record Reply(int status, JsonNode body, List<String> operations, Set<Access> accesses) {

    /// @param pointer into `data`; what is not there is a missing node
    JsonNode data(String pointer) {
        return body.at("/data" + pointer);
    }

    List<String> codes() {
        return body.path("errors").findValuesAsText("code");
    }
}
