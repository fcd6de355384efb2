// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.sluice.internal.events.EventConsumer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The Lambda function that delivers the events of a schema with `@events` to Amazon EventBridge.
/// `sluice infrastructure` deploys it with the tables.
///
/// It is in the same artifact as the API, and reads no schema.
public final class EventFunction implements RequestStreamHandler {
    private final EventConsumer consumer = EventConsumer.of(System.getenv());

    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
            throws IOException {
        consumer.consume(event, answer);
    }
}
