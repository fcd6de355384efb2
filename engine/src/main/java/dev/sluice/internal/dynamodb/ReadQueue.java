// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Reads that are collected until the next wave sends them. Equal reads share their answer. One
/// thread uses it.
final class ReadQueue<K, V> {
    private final Function<K, Object> identity;
    private final Map<Object, CompletableFuture<V>> answers = new HashMap<>();
    private List<Requested<K, V>> waiting = new ArrayList<>();

    /// A read that was requested.
    ///
    /// @param answer to be completed
    record Requested<K, V>(K read, CompletableFuture<V> answer) {}

    /// @param identity maps keys of the same read to equal objects
    ReadQueue(Function<K, Object> identity) {
        this.identity = identity;
    }

    /// Requests a read, if none that is equal was requested.
    CompletableFuture<V> request(K read) {
        return answers.computeIfAbsent(
                identity.apply(read),
                _ -> {
                    var answer = new CompletableFuture<V>();
                    waiting.add(new Requested<>(read, answer));
                    return answer;
                });
    }

    /// Returns the answer of an equal read, or null if there is none.
    @Nullable CompletableFuture<V> answer(K read) {
        return answers.get(identity.apply(read));
    }

    /// Answers later requests of the read, if none was requested.
    void put(K read, V answer) {
        answers.putIfAbsent(identity.apply(read), CompletableFuture.completedFuture(answer));
    }

    /// Lets the next request send the read again.
    void forget(K read) {
        answers.remove(identity.apply(read));
    }

    void forgetAll() {
        answers.clear();
    }

    /// Returns what was requested since the last call.
    List<Requested<K, V>> take() {
        var taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
