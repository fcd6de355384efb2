// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Does things at the same time.
public final class Together {
    private Together() {}

    /// The results in order; all begin when all are ready to.
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
