// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

/// How an instance of the function gets to its first event.
sealed interface Start {
    String title();

    /// A new process, without SnapStart.
    record Cold() implements Start {
        @Override
        public String title() {
            return "init";
        }
    }

    /// Continues in the same process at the point of the snapshot. It measures what a snapshot
    /// saves, but not the time to read one.
    record Restored(PrimingSetting priming) implements Start {
        @Override
        public String title() {
            return "restore, priming " + priming.setting();
        }
    }

    /// A process that is restored from a real snapshot on the disk.
    record Snapshot(PrimingSetting priming) implements Start {
        @Override
        public String title() {
            return "true snapshot, priming " + priming.setting();
        }
    }
}
