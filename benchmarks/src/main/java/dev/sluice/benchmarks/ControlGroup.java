// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A control group of Linux with a quota of processor time in each 20 ms, as Lambda has.
record ControlGroup(String title, ProcessHandle process, Path directory) implements CpuQuota {
    private static final int PERIOD_MICROS = 20_000;
    private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");
    private static final Path VERSION_1 = VERSION_2.resolve("cpu");
    private static final String PROCESSES = "cgroup.procs";

    /// Returns null if this machine does not let us make one.
    static @Nullable ControlGroup of(ProcessHandle process, double cores) throws IOException {
        var name = "sluice-benchmark-" + process.pid();
        var quota = Long.toString((long) (cores * PERIOD_MICROS));
        var period = Integer.toString(PERIOD_MICROS);
        Path directory = null;
        try {
            if (Files.exists(VERSION_1.resolve("cpu.cfs_quota_us"))) {
                directory = Files.createDirectory(VERSION_1.resolve(name));
                Files.writeString(directory.resolve("cpu.cfs_period_us"), period);
                Files.writeString(directory.resolve("cpu.cfs_quota_us"), quota);
            } else {
                directory = Files.createDirectory(VERSION_2.resolve(name));
                Files.writeString(directory.resolve("cpu.max"), quota + " " + period);
            }
            enter(process, directory.resolve(PROCESSES));
            return new ControlGroup("a control group", process, directory);
        } catch (IOException e) {
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
            return null;
        }
    }

    private static void enter(ProcessHandle process, Path processes) throws IOException {
        Files.writeString(processes, Long.toString(process.pid()));
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            enter(process, directory.resolveSibling(PROCESSES));
        }
        Files.delete(directory);
    }
}
