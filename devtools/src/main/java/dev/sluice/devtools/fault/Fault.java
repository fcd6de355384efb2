// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.time.Duration;
import java.util.List;

/// What goes wrong with a request on its way to DynamoDB and back.
public sealed interface Fault {

    /// The request reaches DynamoDB late.
    record Latency(Duration time) implements Fault {}

    /// The answer is an error.
    ///
    /// @param executed whether DynamoDB executes the request first
    record ErrorReply(WireReply reply, boolean executed) implements Fault {}

    /// A transaction is cancelled.
    ///
    /// @param codes the reasons of the first actions; the others have none
    record Cancelled(List<String> codes) implements Fault {
        public Cancelled {
            codes = List.copyOf(codes);
        }
    }

    /// A BatchGetItem answers only a part of its keys.
    ///
    /// @param half whether half of the keys are answered, at least one; otherwise none are
    record Unprocessed(boolean half) implements Fault {}

    /// DynamoDB executes the request, and its reply is damaged.
    record Damaged(Damage damage) implements Fault {}

    /// The connection ends.
    ///
    /// @param reset whether it is reset; otherwise it is closed
    record Lost(Moment moment, boolean reset) implements Fault {}

    /// No reply comes, and the connection stays open.
    ///
    /// @param executed whether DynamoDB executes the request first
    record Silence(boolean executed) implements Fault {}

    /// The reply comes byte by byte.
    ///
    /// @param pause between two bytes
    record Drip(Duration pause) implements Fault {}

    /// When a connection ends.
    enum Moment {
        /// DynamoDB does not get the request.
        BEFORE,
        /// DynamoDB has executed the request.
        AFTER,
        /// Half of the reply has arrived.
        MIDDLE
    }
}
