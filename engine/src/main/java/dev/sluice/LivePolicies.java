// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.live.InvalidLiveSettingsException;
import dev.sluice.internal.live.LiveProblem;
import dev.sluice.internal.live.LiveSettings;
import dev.sluice.internal.live.LiveSettingsReader;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.RequestPolicies;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Redacted;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.SettingsEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The policy of the deployment, with live settings over it. Reads the settings at startup, after
/// each restore, and with the first request after their interval.
///
/// If the settings cannot be used, the last ones stay, or those of the deployment if there are
/// none. A text that stays unusable is reported once a minute.
final class LivePolicies implements RequestPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(LivePolicies.class);
    private static final Duration IN_A_REQUEST = Duration.ofMillis(500);
    private static final Duration OTHERWISE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final String NO_TEXT = "";

    private final LiveSource.Reader reader;
    private final Duration interval;
    private final RequestPolicy deployed;
    private final RequestListener listener;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile RequestPolicy current;
    private volatile Instant asked = Instant.MIN;
    private LiveSettings settings = LiveSettings.NONE;
    private String refused = NO_TEXT;
    private Instant reported = Instant.MIN;

    /// @param interval how long settings that were read stay in use before they are read again
    LivePolicies(
            LiveSource.Reader reader,
            Duration interval,
            RequestPolicy deployed,
            RequestListener listener,
            InstantSource clock) {
        this.reader = reader;
        this.interval = interval;
        this.deployed = deployed;
        this.listener = listener;
        this.clock = clock;
        this.current = deployed;
        renew();
    }

    @Override
    public RequestPolicy next(Deadline deadline) {
        if (isDue() && reading.tryLock()) {
            try {
                var left = deadline.remaining();
                if (isDue() && left.isPositive()) {
                    read(left.compareTo(IN_A_REQUEST) < 0 ? left : IN_A_REQUEST);
                }
            } finally {
                reading.unlock();
            }
        }
        return current;
    }

    @Override
    public void renew() {
        reading.lock();
        try {
            read(OTHERWISE);
        } finally {
            reading.unlock();
        }
    }

    private boolean isDue() {
        return !clock.instant().isBefore(asked.plus(interval));
    }

    private void read(Duration limit) {
        asked = clock.instant();
        try {
            var text = within(limit);
            try {
                use(LiveSettingsReader.read(text, deployed));
            } catch (InvalidLiveSettingsException invalid) {
                refuse(text, invalid.problems());
            }
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("The live settings could not be read", Redacted.of(failure));
            refuse(NO_TEXT, List.of(LiveProblem.UNREADABLE));
        }
    }

    /// Some steps have no timeout of their own, such as the look-up of the host.
    private String within(Duration limit) throws ExecutionException, TimeoutException {
        var task = new FutureTask<>(() -> reader.read(limit));
        Thread.ofVirtual().name("live-settings").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(interrupt);
        } finally {
            task.cancel(true);
        }
    }

    private void use(LiveSettings read) {
        refused = NO_TEXT;
        reported = Instant.MIN;
        if (read.equals(settings)) {
            return;
        }
        settings = read;
        current = read.over(deployed);
        var weaker = read.weaker(deployed);
        LOG.info("The live settings changed. Weaker than deployed: {}", weaker);
        var level = read.logLevel();
        report(
                new SettingsEvent(
                        List.of(),
                        weaker,
                        level == null ? null : level.name(),
                        read.logSampleRate()));
    }

    private void refuse(String text, List<LiveProblem> problems) {
        var now = clock.instant();
        if (text.equals(refused) && now.isBefore(reported.plus(QUIET))) {
            return;
        }
        refused = text;
        reported = now;
        var lines = problems.stream().map(LiveProblem::toString).toList();
        LOG.warn("The live settings are not used: {}", lines);
        report(new SettingsEvent(lines, List.of(), null, null));
    }

    private void report(SettingsEvent event) {
        try {
            listener.settings(event);
        } catch (RuntimeException failure) {
            LOG.error("telemetry of the live settings failed", Redacted.of(failure));
        }
    }
}
