// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.breaker.Breaker;
import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.breaker.Outcome;
import dev.sluice.internal.breaker.Passage;
import dev.sluice.internal.recording.Recording;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The circuit breakers of the tables. Safe for use by many threads.
///
/// | Breaker | Opens if |
/// |---|---|
/// | `table:T` | requests to the table fail, or are not answered in time |
/// | `transaction:T+U` | transactions of both tables fail; it is unknown which table is the cause |
/// | `batch:T` | DynamoDB refuses to read the table, and so refuses every batch with it |
///
/// A request passes only if the breakers of all its tables let it pass.
public record TableBreakers(Breakers breakers) {

    /// A request that may be sent. Its outcome must be told.
    public static final class Sent implements Passage {
        private final List<Passage> tables = new ArrayList<>();
        private final List<Passage> own = new ArrayList<>();

        private Sent() {}

        /// If the request has a breaker of its own, a failure shows nothing about each table.
        @Override
        public void end(Outcome outcome) {
            own.forEach(breaker -> breaker.end(outcome));
            var ofEach = own.isEmpty() || outcome != Outcome.FAILED ? outcome : Outcome.UNDECIDED;
            tables.forEach(table -> table.end(ofEach));
        }
    }

    /// Returns whether the breakers of all these tables are closed.
    public boolean areClosed(List<String> tables) {
        return tables.stream().map(this::table).allMatch(Breaker::isClosed);
    }

    /// Returns whether a batch may contain the table. If not, the table is read by a request of its
    /// own, so that it does not take other tables along.
    public boolean mayShare(String table) {
        return table(table).isClosed() && batch(table).isClosed();
    }

    /// Asks whether a request may be sent.
    ///
    /// @param tables each once
    /// @param recording notes a refusal
    /// @return null if not
    public @Nullable Sent enter(List<String> tables, Recording recording) {
        return enter(tables.stream().map(this::table), Stream.of(), recording);
    }

    /// Asks whether a transaction may be sent.
    ///
    /// @param tables each once, sorted
    /// @param recording notes a refusal
    /// @return null if not
    public @Nullable Sent enterTransaction(List<String> tables, Recording recording) {
        var own = Stream.of("transaction:" + String.join("+", tables)).map(breakers::named);
        return enter(
                tables.stream().map(this::table),
                tables.size() == 1 ? Stream.of() : own,
                recording);
    }

    /// Asks whether a table may be read that a batch could not contain.
    ///
    /// @param recording notes a refusal
    /// @return null if not
    public @Nullable Sent enterApart(String table, Recording recording) {
        return enter(Stream.of(), Stream.of(batch(table)), recording);
    }

    private static @Nullable Sent enter(
            Stream<Breaker> tables, Stream<Breaker> own, Recording recording) {
        var sent = new Sent();
        return enter(tables.toList(), sent.tables, recording)
                        && enter(own.toList(), sent.own, recording)
                ? sent
                : left(sent);
    }

    private static boolean enter(
            List<Breaker> breakers, List<Passage> passages, Recording recording) {
        for (var breaker : breakers) {
            var passage = breaker.enter();
            if (passage == null) {
                recording.refusedBy(breaker.name());
                return false;
            }
            passages.add(passage);
        }
        return true;
    }

    private static @Nullable Sent left(Sent sent) {
        sent.end(Outcome.UNDECIDED);
        return null;
    }

    private Breaker table(String name) {
        return breakers.named("table:" + name);
    }

    private Breaker batch(String table) {
        return breakers.named("batch:" + table);
    }
}
