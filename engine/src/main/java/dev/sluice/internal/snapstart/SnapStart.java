// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import dev.sluice.internal.recording.Redacted;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/// The hooks that Lambda calls before it takes a snapshot and after it restores one. The hooks
/// never fail, because an error in one would end the process.
public final class SnapStart implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

    private final Runnable priming;
    private final List<Runnable> renewals;
    private final Duration limit;

    /// @param priming runs before a snapshot; its output is discarded
    /// @param renewals run after a restore, for which Lambda allows 10 seconds; if one fails, the
    ///   others still run
    /// @param limit when priming is cancelled
    public SnapStart(Runnable priming, List<Runnable> renewals, Duration limit) {
        this.priming = priming;
        this.renewals = List.copyOf(renewals);
        this.limit = limit;
    }

    /// Registers the hooks with CRaC, which holds them weakly, so the caller must keep them.
    public SnapStart register() {
        Core.getGlobalContext().register(this);
        return this;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        var thread = new Thread(this::prime, "priming");
        thread.setDaemon(true);
        try (var _ = new Silence()) {
            thread.start();
            if (!thread.join(limit)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ignores failures. A fault that lasts fails again, and is reported, when a request meets it.
    private void prime() {
        try {
            priming.run();
        } catch (Throwable _) {
            // A function that is not warm is better than no function.
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        renewals.forEach(SnapStart::renew);
    }

    private static void renew(Runnable renewal) {
        try {
            renewal.run();
        } catch (Throwable failure) {
            LOG.error("Some resources could not be renewed after a restore", Redacted.of(failure));
        }
    }
}
