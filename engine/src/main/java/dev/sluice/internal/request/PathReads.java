// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.request;

import dev.sluice.internal.recording.Recording;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RolloutRead.Comparison;
import dev.sluice.telemetry.RolloutRead.Path;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The reads of one request by the paths of rollouts.
public final class PathReads {
    private final List<Read> reads = new ArrayList<>();

    /// The items that one path found.
    ///
    /// @param items in a form that is equal for equal items
    /// @param continues whether the list has more items
    /// @param count how many items there are
    /// @param readUnits of these items alone
    public record Found(List<Object> items, boolean continues, int count, double readUnits) {
        public Found {
            items = List.copyOf(items);
        }

        private boolean isSame(Found other) {
            return items.equals(other.items) && continues == other.continues;
        }
    }

    /// One read of a field.
    ///
    /// @param path that answers
    /// @param shadow the other path, or null if only one is read
    public record Read(
            String coordinate,
            Path path,
            CompletableFuture<Found> answer,
            @Nullable CompletableFuture<Found> shadow) {

        private RolloutRead report() {
            var isOld = path == Path.OLD;
            return new RolloutRead(
                    coordinate,
                    path,
                    comparison(),
                    1,
                    cost(isOld ? answer : shadow),
                    cost(isOld ? shadow : answer));
        }

        private Comparison comparison() {
            if (shadow == null || answer.isCompletedExceptionally()) {
                return Comparison.NONE;
            }
            if (!shadow.isDone() || !answer.isDone()) {
                return Comparison.UNFINISHED;
            }
            if (shadow.isCompletedExceptionally()) {
                return Comparison.FAILED;
            }
            return answer.join().isSame(shadow.join()) ? Comparison.EQUAL : Comparison.DIFFERENT;
        }

        private static RolloutRead.Cost cost(@Nullable CompletableFuture<Found> read) {
            return read == null || !read.isDone() || read.isCompletedExceptionally()
                    ? RolloutRead.Cost.NONE
                    : new RolloutRead.Cost(read.join().count(), read.join().readUnits());
        }
    }

    public void add(Read read) {
        reads.add(read);
    }

    /// Reports each read. Called when nothing more is read.
    public void report(Recording recording) {
        reads.stream().map(Read::report).forEach(recording::rolledOut);
    }
}
