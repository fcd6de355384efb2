// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import java.time.Instant;
import java.util.UUID;

/// Makes trace ids for requests, as AWS X-Ray does.
///
/// Source: AWS X-Ray Developer Guide, "Tracing header".
final class TraceId {

    private TraceId() {}

    static String random(Instant start) {
        var random = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
        return "Root=1-%08x-%s".formatted(start.getEpochSecond(), random);
    }
}
