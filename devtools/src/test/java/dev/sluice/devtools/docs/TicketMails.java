// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Consumer;

/// Sends one mail for each ticket that is opened.
final class TicketMails implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final JsonMapper JSON = new JsonMapper();

    private final OnceForEachEvent once;
    private final Consumer<String> mailer;

    TicketMails(OnceForEachEvent once, Consumer<String> mailer) {
        this.once = once;
        this.mailer = mailer;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent messages, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : messages.getRecords()) {
            try {
                var event = JSON.readTree(message.getBody()).required("detail");
                var title = event.required("data").required("title").asText();
                once.run(
                        event.required("id").asText(),
                        Instant.now(),
                        () -> mailer.accept("Opened: " + title));
            } catch (JsonProcessingException | RuntimeException e) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }
}
