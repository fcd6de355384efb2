// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.time.Duration;
import java.time.Instant;

/// The request that an [Answer] belongs to.
public final class Request {
    private final Caller caller;
    private final Instant now;
    private final long deadline;
    private final String id;

    private Request(Caller caller, Instant now, long deadline, String id) {
        this.caller = caller;
        this.now = now;
        this.deadline = deadline;
        this.id = id;
    }

    /// Returns a request that must be answered within `remaining`, counted from this call.
    public static Request of(Caller caller, Instant now, Duration remaining, String id) {
        return new Request(caller, now, System.nanoTime() + remaining.toNanos(), id);
    }

    public Caller caller() {
        return caller;
    }

    /// Returns the time of the request, the same for all its fields.
    public Instant now() {
        return now;
    }

    /// Returns the time left to answer, or zero if there is none. Use it as the timeout of a call
    /// to another service.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /// Returns the id of the request in the log.
    public String id() {
        return id;
    }
}
