// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.error;

import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One error as clients see it: a stable message, and a code with parameters.
///
/// @param path the response path, or null for an error of the whole request
/// @param applied whether the writes of its mutation field were applied; null if it belongs to none
public record ErrorReport(
        Refusal refusal,
        @Nullable List<Object> path,
        List<SourceLocation> locations,
        @Nullable Object applied)
        implements GraphQLError {
    private static final long serialVersionUID = 1L;

    public ErrorReport {
        locations = List.copyOf(locations);
    }

    ErrorReport(Refusal refusal, @Nullable List<Object> path, List<SourceLocation> locations) {
        this(refusal, path, locations, null);
    }

    public static ErrorReport of(Refusal refusal) {
        return new ErrorReport(refusal, null, List.of());
    }

    /// Returns the same error with `applied`.
    public ErrorReport with(Object applied) {
        return new ErrorReport(refusal, path, locations, applied);
    }

    public Code code() {
        return refusal.code();
    }

    @Override
    public String getMessage() {
        return refusal.text();
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
        return ErrorClassification.errorClassification(code().name());
    }

    @Override
    public Map<String, Object> getExtensions() {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code().name());
        if (applied != null) {
            extensions.put(WasApplied.MEMBER, applied);
        }
        extensions.putAll(refusal.parameters());
        return extensions;
    }

    /// Source: GraphQL specification, "Errors".
    @Override
    public Map<String, Object> toSpecification() {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", getMessage());
        if (!locations.isEmpty()) {
            error.put("locations", locations.stream().map(ErrorReport::inOrder).toList());
        }
        if (path != null) {
            error.put("path", path);
        }
        error.put("extensions", getExtensions());
        return error;
    }

    private static Map<String, Object> inOrder(SourceLocation location) {
        var members = new LinkedHashMap<String, Object>();
        members.put("line", location.getLine());
        members.put("column", location.getColumn());
        return members;
    }
}
