// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The errors that DynamoDB answers, by name.
///
/// Source: Amazon DynamoDB Developer Guide, "Error handling with DynamoDB"; API Reference, "Common
/// error types".
final class KnownErrors {
    /// Like an error of DynamoDB, it contains more than a client may see.
    static final String MESSAGE =
            "User: arn:aws:sts::1:assumed-role/r/f on"
                    + " arn:aws:dynamodb:us-east-1:1:table/injected-by-sluice";

    private static final Map<String, Integer> STATUS = new TreeMap<>();

    static {
        for (var name :
                Set.of(
                        "AccessDeniedException",
                        "ConditionalCheckFailedException",
                        "ExpiredTokenException",
                        "IdempotentParameterMismatchException",
                        "IncompleteSignatureException",
                        "InvalidSignatureException",
                        "ItemCollectionSizeLimitExceededException",
                        "LimitExceededException",
                        "MissingAuthenticationTokenException",
                        "ProvisionedThroughputExceededException",
                        "ReplicatedWriteConflictException",
                        "RequestExpired",
                        "RequestLimitExceeded",
                        "ResourceInUseException",
                        "ResourceNotFoundException",
                        "SerializationException",
                        "ThrottlingException",
                        "TransactionConflictException",
                        "TransactionInProgressException",
                        "UnknownOperationException",
                        "UnrecognizedClientException",
                        "ValidationException")) {
            STATUS.put(name, 400);
        }
        STATUS.put("InternalServerError", 500);
        STATUS.put("ServiceUnavailable", 503);
    }

    /// Statuses that a load balancer answers with a page of its own.
    private static final Set<String> PAGES = Set.of("429", "502", "503", "504");

    private KnownErrors() {}

    static Set<String> names() {
        var names = new TreeSet<>(PAGES);
        names.addAll(STATUS.keySet());
        return names;
    }

    /// @param name one of [#names]
    /// @return null if it is none of them
    static @Nullable WireReply reply(String name) {
        if (PAGES.contains(name)) {
            return WireReply.page(Integer.parseInt(name));
        }
        var status = STATUS.get(name);
        return status == null ? null : WireReply.json(status, json(name, ""));
    }

    /// @param more further members of the body
    static String json(String name, String more) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"%s}"
                .formatted(name, MESSAGE, more);
    }
}
