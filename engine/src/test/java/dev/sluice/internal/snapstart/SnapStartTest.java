// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The hooks of a snapshot never fail, and do not run forever.
class SnapStartTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @AfterEach
    void restoreStreams() {
        System.setOut(out);
        System.setErr(err);
    }

    private static SnapStart priming(Runnable priming, Duration limit) {
        return new SnapStart(priming, List.of(), limit);
    }

    private static void beforeCheckpoint(SnapStart hooks) {
        assertThatCode(() -> hooks.beforeCheckpoint(Core.getGlobalContext()))
                .doesNotThrowAnyException();
    }

    @Test
    void priming_has_run_when_the_snapshot_is_taken() {
        var ran = new ArrayList<String>();
        beforeCheckpoint(priming(() -> ran.add("primed"), LONG));
        assertThat(ran).containsExactly("primed");
    }

    @Test
    void an_error_in_priming_stops_no_snapshot() {
        beforeCheckpoint(
                priming(
                        () -> {
                            throw new NoClassDefFoundError("canary");
                        },
                        LONG));
    }

    @Test
    void priming_that_hangs_is_given_up() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        beforeCheckpoint(
                priming(
                        () -> {
                            try {
                                Thread.sleep(LONG);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        },
                        Duration.ofMillis(50)));
        interrupted.await();
    }

    @Test
    void what_is_printed_while_priming_is_lost_and_what_is_printed_after_it_is_not() {
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        beforeCheckpoint(
                priming(
                        () -> {
                            System.out.println("canary");
                            System.err.println("canary");
                            throw new IllegalStateException("canary");
                        },
                        LONG));
        System.out.print("out ");
        System.err.print("err");

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("out err");
    }

    @Test
    void a_renewal_that_fails_keeps_no_other_from_it_and_no_instance_from_its_requests() {
        var ran = new ArrayList<String>();
        var hooks =
                new SnapStart(
                        () -> {},
                        List.of(
                                () -> {
                                    throw new NoClassDefFoundError("canary");
                                },
                                () -> ran.add("renewed")),
                        LONG);

        assertThatCode(() -> hooks.afterRestore(Core.getGlobalContext()))
                .doesNotThrowAnyException();
        assertThat(ran).containsExactly("renewed");
    }
}
