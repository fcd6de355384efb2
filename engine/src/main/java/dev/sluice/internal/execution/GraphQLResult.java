// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.policy.Code;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answer to a GraphQL request.
///
/// @param response the response map (`errors`, `data`, `extensions`), ready to be written as JSON
/// @param executed whether execution began; if not, `response` has errors and no `data`
/// @param codes the code of each error in `response`, in order
/// @param maxAge seconds that the caller's own cache may keep the answer, or null if there are
///   errors or no field gave a hint
/// @param shareable whether every rule that granted access was `public`
/// @param applied for each mutation field that was executed, by response key, whether its writes
///   were applied; an error that replaces the response repeats it
/// @param retryAfter seconds after which the client can send the request again, or null
public record GraphQLResult(
        Map<String, @Nullable Object> response,
        boolean executed,
        List<Code> codes,
        @Nullable Integer maxAge,
        boolean shareable,
        Map<String, String> applied,
        @Nullable Long retryAfter) {
    public GraphQLResult {
        applied = Collections.unmodifiableMap(new LinkedHashMap<>(applied));
        response = Collections.unmodifiableMap(new LinkedHashMap<>(response));
        codes = List.copyOf(codes);
    }

    public GraphQLResult(
            Map<String, @Nullable Object> response,
            boolean executed,
            List<Code> codes,
            @Nullable Integer maxAge,
            boolean shareable,
            Map<String, String> applied) {
        this(response, executed, codes, maxAge, shareable, applied, null);
    }
}
