// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.entities.SegmentImpl;
import com.amazonaws.xray.entities.Subsegment;

import dev.sluice.internal.recording.Redacted;
import dev.sluice.internal.recording.TraceProperty;
import dev.sluice.telemetry.Tracer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.lambda.powertools.tracing.TracingUtils;

import java.net.SocketException;

/// Makes subsegments of AWS X-Ray, and sends them to the daemon that Lambda provides. Makes none if
/// the invocation is not traced.
///
/// X-Ray finds the parent of a subsegment by the thread. Here the parent is a parameter, so the
/// work of a virtual thread appears under its parent.
///
/// If the X-Ray SDK throws an exception, the tracer logs it and the work still runs.
public final class XRayTracer implements Tracer {
    private static final Logger LOG = LoggerFactory.getLogger(XRayTracer.class);

    /// After so many calls, the JVM has compiled a method.
    private static final int WARM = 250;

    public XRayTracer() {
        try {
            AWSXRay.getGlobalRecorder().setEmitter(new SubsegmentEmitter());
        } catch (SocketException | RuntimeException e) {
            LOG.warn("The emitter of the X-Ray SDK sends the spans", Redacted.of(e));
        }
    }

    /// Loads the X-Ray SDK, by making a segment that nobody sees.
    public static void preload() {
        var _ = new SegmentImpl(AWSXRay.getGlobalRecorder(), "preload");
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T trace(
            Span parent, String name, Traced<T, X> work) throws X {
        var outcome = new Outcome<T, X>(work);
        try {
            if (parent instanceof XRaySpan(var subsegment)) {
                TracingUtils.withEntitySubsegment(name, subsegment, outcome::run);
            } else {
                TracingUtils.withSubsegment(name, outcome::run);
            }
        } catch (RuntimeException e) {
            LOG.warn("A span could not be sent", Redacted.of(e));
        }
        return outcome.isThere() ? outcome.get() : work.in(Span.NONE);
    }

    @Override
    public void annotate(String name, Object value) {
        if (value instanceof Integer number) {
            TracingUtils.putAnnotation(name, number);
        } else {
            TracingUtils.putAnnotation(name, value.toString());
        }
    }

    /// Makes spans of a trace that does not exist, until they are compiled, and sends none.
    @Override
    public void warmUp() {
        var recorder = AWSXRay.getGlobalRecorder();
        var emitter = recorder.getEmitter();
        recorder.setEmitter(new SilentEmitter());
        try {
            TraceProperty.sample(true, this::makeSpans);
        } finally {
            recorder.setEmitter(emitter);
        }
    }

    private void makeSpans() {
        for (var made = 0; made < WARM; made++) {
            trace(
                    Span.NONE,
                    "priming",
                    request -> {
                        annotate("priming", true);
                        return trace(request, "priming", XRayTracer::setSample);
                    });
        }
    }

    private static boolean setSample(Span span) {
        span.setAttribute("priming", 1);
        return true;
    }

    private record XRaySpan(Subsegment subsegment) implements Span {
        @Override
        public void setAttribute(String name, Object value) {
            subsegment.putMetadata(name, value);
        }

        @Override
        public void fail() {
            subsegment.setFault(true);
        }
    }

    /// Carries the work's result or exception through an API that supports neither.
    private static final class Outcome<T extends @Nullable Object, X extends Exception> {
        private final Traced<T, X> work;
        private boolean there;
        private @Nullable T value;
        private @Nullable Throwable failure;

        Outcome(Traced<T, X> work) {
            this.work = work;
        }

        void run(Subsegment subsegment) {
            there = true;
            try {
                value = work.in(new XRaySpan(subsegment));
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        /// Returns whether the work has run.
        boolean isThere() {
            return there;
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // what the work threw, or gave
        T get() throws X {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (X) failure;
            }
            return value;
        }
    }
}
