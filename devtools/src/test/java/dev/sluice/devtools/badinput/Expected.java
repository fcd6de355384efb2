// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import java.util.List;

/// What a case gets.
sealed interface Expected {

    /// An error in place of data.
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

    /// What the first says, and what is there then.
    ///
    /// @param later sent after it
    /// @param data what that is answered
    record Leaving(Expected first, Sent later, String data) implements Expected {}

    /// To the byte what another request gets, which sends the same requests to DynamoDB.
    record Like(Sent other) implements Expected {}
}
