// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;

import java.security.SecureRandom;

/// Makes ids that instances restored from one snapshot do not share.
final class SecureIds implements IdGenerator {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String generateSpanId() {
        return SpanId.fromLong(notZero());
    }

    @Override
    public String generateTraceId() {
        return TraceId.fromLongs(notZero(), notZero());
    }

    private long notZero() {
        var number = random.nextLong();
        return number == 0 ? 1 : number;
    }
}
