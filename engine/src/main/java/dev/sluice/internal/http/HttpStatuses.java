// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules for the HTTP statuses of replies.
///
/// Source: GraphQL over HTTP, "Status Codes".
public enum HttpStatuses {
    /// 200 for everything that was executed, 400 for everything that is not valid. Every client
    /// supports these.
    ESTABLISHED,
    /// The recommendation of July 2026 for `application/graphql-response+json`: 294 for data with
    /// errors, 422 for a request that is well-formed but not valid.
    EDITION_2026;

    private static final int OK = 200;
    private static final int PARTIAL_SUCCESS = 294;
    private static final int UNPROCESSABLE_CONTENT = 422;

    /// Codes whose status counts under every media type.
    private static final Set<Code> OF_HTTP =
            Set.of(ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.CALLER_LIMIT_EXCEEDED);

    private static final Set<ErrorCode> WITHOUT_SENSE =
            EnumSet.of(ErrorCode.GRAPHQL_VALIDATION_FAILED, ErrorCode.BAD_USER_INPUT);

    /// Reasons for JSON that is not a GraphQL request.
    private static final Set<String> OF_THE_ENVELOPE =
            EnumSet.of(
                            Reason.BODY_NOT_AN_OBJECT,
                            Reason.QUERY_MISSING,
                            Reason.MEMBER_NOT_A_STRING,
                            Reason.MEMBER_NOT_AN_OBJECT)
                    .stream()
                    .map(Reason::name)
                    .collect(Collectors.toUnmodifiableSet());

    /// Returns the status of a request that was executed.
    int executed(List<Code> errors, ResponseType type) {
        return isOf2026(type) && !errors.isEmpty() ? PARTIAL_SUCCESS : OK;
    }

    /// Returns the status of a GraphQL request that was not executed. Under `application/json`, a
    /// mistake of the client is 200, because a client may not trust another status there. A
    /// mutation sent by GET is 405 for both media types, and a used-up limit is 429, because
    /// clients know both without reading the body. A failure of the server always keeps its status.
    int refused(List<Code> errors, ResponseType type) {
        Code code = errors.isEmpty() ? ErrorCode.INTERNAL : errors.getFirst();
        boolean clients = code.status() < 500 && !OF_HTTP.contains(code);
        if (clients && type == ResponseType.JSON) {
            return OK;
        }
        return isOf2026(type) && WITHOUT_SENSE.contains(code)
                ? UNPROCESSABLE_CONTENT
                : code.status();
    }

    /// Returns the status if there is no GraphQL request, or no answer that can be sent.
    int refused(Refusal refusal, ResponseType type) {
        Object reason = refusal.parameters().get(Parameter.REASON.member());
        return isOf2026(type) && reason != null && OF_THE_ENVELOPE.contains(reason)
                ? UNPROCESSABLE_CONTENT
                : refusal.code().status();
    }

    private boolean isOf2026(ResponseType type) {
        return this == EDITION_2026 && type == ResponseType.GRAPHQL_RESPONSE;
    }
}
