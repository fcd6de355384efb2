// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/// What goes wrong with a request on its way to DynamoDB and back.
public sealed interface Fault {
    /// Like an error of DynamoDB, it contains more than a client may see.
    String MESSAGE =
            "User: arn:aws:sts::1:assumed-role/r/f may not dynamodb:PutItem on"
                    + " arn:aws:dynamodb:us-east-1:1:table/zqtable-Tasks";

    /// DynamoDB answers this, and does nothing.
    record Answer(int status, String json) implements Fault {}

    /// The connection ends before DynamoDB gets the request.
    record LostRequest() implements Fault {}

    /// The connection ends after DynamoDB has executed the request.
    record LostReply() implements Fault {}

    /// The connection ends in the middle of the reply.
    record HalfReply() implements Fault {}

    static Fault error(int status, String code) {
        return new Answer(status, json(code, ""));
    }

    /// Returns the answer to a cancelled transaction.
    ///
    /// @param codes one for each of its actions
    static Fault cancelled(String... codes) {
        var reasons =
                Stream.of(codes)
                        .map("{\"Code\":\"%s\"}"::formatted)
                        .collect(joining(",", "[", "]"));
        return new Answer(
                400, json("TransactionCanceledException", ",\"CancellationReasons\":" + reasons));
    }

    private static String json(String code, String more) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"%s}"
                .formatted(code, MESSAGE, more);
    }
}
