// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sluice.telemetry.Consumption;

import java.util.List;
import java.util.Objects;

/// The answer to one operation.
///
/// @param status the HTTP status
/// @param data the fields, or JSON's null if there are none
/// @param errors an array, empty if there are no errors
/// @param consumption the requests, waves and units that the operation took from DynamoDB
public record TestAnswer(int status, JsonNode data, JsonNode errors, Consumption consumption) {

    static TestAnswer of(int status, JsonNode body, Consumption consumption) {
        return new TestAnswer(
                status,
                Objects.requireNonNullElse(body.get("data"), JsonNodeFactory.instance.nullNode()),
                Objects.requireNonNullElse(
                        body.get("errors"), JsonNodeFactory.instance.arrayNode()),
                consumption);
    }

    /// Returns the code of each error, in their order. docs/reference/errors.md lists the codes.
    public List<String> codes() {
        return errors.valueStream().map(error -> error.at("/extensions/code").asText()).toList();
    }
}
