// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry.powertools;

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.entities.SegmentImpl;
import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.entities.SubsegmentImpl;

import dev.sluice.telemetry.Redacted;
import dev.sluice.telemetry.Tracer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.lambda.powertools.tracing.TracingUtils;

/// Makes subsegments of AWS X-Ray, and sends them to the daemon that Lambda provides. Where an
/// invocation is not traced there are none.
///
/// X-Ray knows the parent of a subsegment by its thread; here the parent is handed over, so that
/// what a virtual thread does is found where it belongs.
///
/// What the SDK of X-Ray throws is logged, and the work is done all the same.
public final class XRayTracer implements Tracer {
    private static final Logger LOG = LoggerFactory.getLogger(XRayTracer.class);

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
            LOG.warn("A span is missing", Redacted.of(e));
        }
        return outcome.isThere() ? outcome.get() : work.in(Span.NONE);
    }

    /// An entity that is never begun is never sent.
    @Override
    public void warmUp() {
        var recorder = AWSXRay.getGlobalRecorder();
        var segment = new SegmentImpl(recorder, "priming");
        var _ = new SubsegmentImpl(recorder, "priming", segment).serialize();
    }

    private record XRaySpan(Subsegment subsegment) implements Span {
        @Override
        public void tell(String name, Object value) {
            subsegment.putMetadata(name, value);
        }

        @Override
        public void fail() {
            subsegment.setFault(true);
        }
    }

    /// Carries what the work gives or throws through an API that takes neither.
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

        /// Whether the work was done.
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
