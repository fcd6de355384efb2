// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.StoreClient;
import dev.sluice.internal.events.DeadLetters;
import dev.sluice.internal.events.EventDelivery;
import dev.sluice.internal.events.OutboxRecord;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Delivers the events of the outbox while `serve` runs, as the deployed function does: in the
/// order of each item, and again until they are taken. An event that is refused is only printed.
final class LocalEvents implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final DeadLetters REFUSED = _ -> true;

    private final Database database;
    private final Supplier<Catalog> catalog;
    private final DynamoDbStreamsClient client;
    private final EventDelivery delivery;
    private final Thread thread;
    private final List<OutboxRecord> pending = new ArrayList<>();
    private @Nullable OutboxStream stream;
    private boolean isFirst = true;

    private LocalEvents(
            Database database, Supplier<Catalog> catalog, @Nullable URI url, PrintStream log) {
        this.database = database;
        this.catalog = catalog;
        this.client = StoreClient.streams(database.endpoint());
        this.delivery =
                new EventDelivery(
                        new EventReceiver(HttpClient.newHttpClient(), url, log),
                        PATIENCE,
                        INTERVAL,
                        InstantSource.system());
        this.thread = Thread.ofVirtual().name("events").unstarted(this::run);
    }

    /// Delivers nothing from AWS, where the function does.
    ///
    /// @param catalog returns the catalog that is served
    /// @param url where the events are posted to, or null if they are only printed
    static LocalEvents start(
            Database database, Supplier<Catalog> catalog, @Nullable URI url, PrintStream log) {
        var events = new LocalEvents(database, catalog, url, log);
        if (!database.endpoint().isAws()) {
            events.poll();
            events.thread.start();
        }
        return events;
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(INTERVAL);
                poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A DynamoDB that has no streams, or has just lost the table, gives no events.
    private void poll() {
        try {
            if (pending.isEmpty()) {
                var open = stream();
                if (open != null) {
                    pending.addAll(open.next());
                }
            }
        } catch (SdkException e) {
            stream = null;
        }
        if (!pending.isEmpty()) {
            var left = delivery.deliver(pending, REFUSED);
            var next = pending.stream().map(OutboxRecord::position).toList();
            pending.subList(0, left.isEmpty() ? next.size() : next.indexOf(left.getFirst()))
                    .clear();
        }
        isFirst = false;
    }

    private @Nullable OutboxStream stream() {
        var outbox = catalog.get().outbox();
        if (outbox == null) {
            return null;
        }
        var table = database.names().of(outbox.record().table());
        var arn =
                database.client().describeTable(r -> r.tableName(table)).table().latestStreamArn();
        if (arn != null && (stream == null || !stream.arn().equals(arn))) {
            stream = new OutboxStream(client, arn, isFirst);
        }
        return stream;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
