// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

/// A way in which an instance of the function comes to its first event.
sealed interface Start {
    String title();

    /// From nothing, without SnapStart.
    record Cold() implements Start {
        @Override
        public String title() {
            return "init";
        }
    }

    /// Goes on where the snapshot would be taken, in the process that was started: what it saves by
    /// a snapshot counts, what reading one costs does not.
    record Restored(Priming priming) implements Start {
        @Override
        public String title() {
            return "restore, priming " + priming.setting();
        }
    }

    /// From a true snapshot of the process, read from the disk.
    record Snapshot(Priming priming) implements Start {
        @Override
        public String title() {
            return "true snapshot, priming " + priming.setting();
        }
    }
}
