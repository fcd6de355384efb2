// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.time.Duration;

/// How the proxy replies to a request.
sealed interface Delivery {

    record Whole(WireReply reply) implements Delivery {}

    record Dripping(WireReply reply, Duration pause) implements Delivery {}

    /// Half of the reply, and then the end of the connection.
    record Half(WireReply reply, boolean reset) implements Delivery {}

    record End(boolean reset) implements Delivery {}

    /// Nothing, while the connection is open.
    record Nothing() implements Delivery {}
}
