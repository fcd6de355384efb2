// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import java.util.List;

/// The expected result of a case.
sealed interface Expected {

    /// An error and no data.
    record Refused(int status, String code) implements Expected {}

    /// Status 200 with `data`.
    ///
    /// @param data JSON
    /// @param errors each a path and a code, such as `/me/badge FORBIDDEN`
    record Answered(String data, List<String> errors) implements Expected {
        public Answered {
            errors = List.copyOf(errors);
        }
    }

    /// Status 204 without a body.
    record Empty() implements Expected {}

    /// A first result, and the data that exists after it.
    ///
    /// @param later the request that is sent afterwards
    /// @param data the answer to that request
    record Leaving(Expected first, Sent later, String data) implements Expected {}

    /// The same bytes as the answer to another request, after the same requests to DynamoDB.
    record Like(Sent other) implements Expected {}
}
