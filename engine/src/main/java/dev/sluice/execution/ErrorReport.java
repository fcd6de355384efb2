// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One error as clients see it: a stable message, and a code with parameters.
///
/// @param parameters JSON values that stand beside the code in `extensions`
/// @param path the response path, or null for an error of the whole request
record ErrorReport(
        ErrorCode code,
        String text,
        Map<String, Object> parameters,
        @Nullable List<Object> path,
        List<SourceLocation> locations)
        implements GraphQLError {
    private static final long serialVersionUID = 1L;

    ErrorReport {
        parameters = Map.copyOf(parameters);
        locations = List.copyOf(locations);
    }

    static ErrorReport of(Refusal refusal) {
        return of(refusal, null, List.of());
    }

    static ErrorReport of(
            Refusal refusal, @Nullable List<Object> path, List<SourceLocation> locations) {
        return new ErrorReport(
                refusal.code(), refusal.text(), refusal.parameters(), path, locations);
    }

    @Override
    public String getMessage() {
        return text;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public @Nullable List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorClassification.errorClassification(code.name());
    }

    @Override
    public Map<String, Object> getExtensions() {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code.name());
        extensions.putAll(parameters);
        return extensions;
    }

    /// Source: GraphQL specification, "Errors".
    @Override
    public Map<String, Object> toSpecification() {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", text);
        if (!locations.isEmpty()) {
            error.put(
                    "locations",
                    locations.stream()
                            .map(at -> Map.of("line", at.getLine(), "column", at.getColumn()))
                            .toList());
        }
        if (path != null) {
            error.put("path", path);
        }
        error.put("extensions", getExtensions());
        return error;
    }
}
