// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.testing.WireProxy.Forward;
import dev.sluice.testing.WireProxy.Hook;
import dev.sluice.testing.WireProxy.Reply;
import dev.sluice.testing.WireProxy.Request;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Breaks connections at random: before DynamoDB gets a request, after it has executed the request,
/// or in the middle of its reply.
public final class BreakingWire implements Hook {
    private static final int IN_A_HUNDRED = 3;

    private final SplittableRandom random;
    private final AtomicInteger broken = new AtomicInteger();

    public BreakingWire(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Returns how many connections it has broken.
    public int broken() {
        return broken.get();
    }

    @Override
    public Reply handle(Request request, Forward next) throws IOException, InterruptedException {
        if (breaks()) {
            throw new IOException("lost before it was carried out");
        }
        var reply = next.forward(request.body());
        if (breaks()) {
            throw new IOException("lost after it was carried out");
        }
        return breaks() ? reply.half() : reply;
    }

    private synchronized boolean breaks() {
        var breaks = random.nextInt(100) < IN_A_HUNDRED;
        if (breaks) {
            broken.incrementAndGet();
        }
        return breaks;
    }
}
