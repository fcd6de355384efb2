// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Runs tasks at the same time.
public final class Together {
    private Together() {}

    /// Returns the results in order. All tasks begin when all are ready.
    public static <T> List<T> run(int times, IntFunction<T> task) throws InterruptedException {
        var start = new CountDownLatch(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < times; i++) {
                int number = i;
                tasks.add(() -> {
                    start.countDown();
                    start.await();
                    return task.apply(number);
                });
            }
            return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }
    }
}
