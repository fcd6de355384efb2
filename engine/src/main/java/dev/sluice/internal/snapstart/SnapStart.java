// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import dev.sluice.telemetry.Redacted;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/// What Lambda calls before it takes a snapshot, and after it restored one. Neither hook fails,
/// whatever goes wrong: an error in one would end the process.
public final class SnapStart implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

    private final Runnable priming;
    private final List<Runnable> renewals;
    private final Duration limit;

    /// @param priming runs before a snapshot; what it prints is lost
    /// @param renewals run after a restore, for which Lambda has 10 seconds; one that fails keeps
    ///   none of the others from it
    /// @param limit after which priming is given up
    public SnapStart(Runnable priming, List<Runnable> renewals, Duration limit) {
        this.priming = priming;
        this.renewals = List.copyOf(renewals);
        this.limit = limit;
    }

    /// Registers the hooks with CRaC, which holds them weakly: the caller must keep them.
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

    /// What fails here fails again, and is told, when it is asked for.
    private void prime() {
        try {
            priming.run();
        } catch (Throwable _) {
            // A function that is not warm is better than none.
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
            LOG.error("Not all was renewed after a restore", Redacted.of(failure));
        }
    }
}
