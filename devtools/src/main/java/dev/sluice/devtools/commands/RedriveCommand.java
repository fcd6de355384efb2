// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.redrive.MessageQueue;
import dev.sluice.devtools.redrive.QueueUrl;
import dev.sluice.devtools.redrive.Redrive;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.events.AwsConnection;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.util.concurrent.Callable;

/// `sluice redrive`: delivers the events that wait in the dead-letter queues of a stack.
@Command(
        name = "redrive",
        description = "Deliver the events that wait in the dead-letter queues of a stack.")
final class RedriveCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dead-letters",
            paramLabel = "URL",
            required = true,
            description =
                    "The queue of the events that could not be delivered: the output DeadLetters.")
    private String deadLetters = "";

    @Option(
            names = "--lost-batches",
            paramLabel = "URL",
            description =
                    "The queue of the batches that could not be processed: the output LostBatches."
                            + " Their events are read from the stream. Refused ones go to the"
                            + " dead letters.")
    private @Nullable String lostBatches;

    @Option(
            names = "--event-bus",
            paramLabel = "NAME",
            description = "The event bus: its name or ARN. Default: default.")
    private String eventBus = "default";

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            description =
                    "The DynamoDB that has the stream: a URL, or `aws`. Default: where the queue"
                            + " is.")
    private @Nullable String dynamoDb;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            description = "The most events to deliver a second. Default: 100.")
    private double rate = 100;

    @Option(names = "--dry-run", description = "Only say how many messages wait.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Deliver without asking.")
    private boolean yes;

    @Override
    public Integer call() {
        if (!(rate > 0)) {
            throw Failure.usage("--rate must be above 0.");
        }
        var url = QueueUrl.parse("--dead-letters", deadLetters);
        var aws = url.connection();
        var events = new MessageQueue(aws, deadLetters);
        var batches = lostBatches == null ? null : lostBatches(aws);
        var out = spec.commandLine().getOut();
        var waiting = events.size();
        out.printf("Dead letters: about %s.%n", Quantity.of(waiting, "message"));
        if (batches != null) {
            var lost = batches.size();
            out.printf("Lost batches: about %s.%n", Quantity.of(lost, "message"));
            waiting += lost;
        }
        if (dryRun) {
            out.println("Nothing was delivered: --dry-run.");
            return ExitCode.DONE;
        }
        if (waiting == 0) {
            out.println("Nothing waits.");
            return ExitCode.DONE;
        }
        confirm();
        return deliver(url, aws, events, batches);
    }

    private MessageQueue lostBatches(AwsConnection aws) {
        var url = String.valueOf(lostBatches);
        QueueUrl.parse("--lost-batches", url);
        if (url.equals(deadLetters)) {
            throw Failure.usage("--lost-batches and --dead-letters name the same queue.");
        }
        return new MessageQueue(aws, url);
    }

    private void confirm() {
        if (yes) {
            return;
        }
        if (!(System.console() instanceof Console console) || !console.isTerminal()) {
            throw Failure.usage("Nobody can be asked: use --yes, or --dry-run.");
        }
        var answer = console.readLine("Deliver their events to the event bus %s? [y/N] ", eventBus);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw Failure.usage("Nothing was delivered.");
        }
    }

    private int deliver(
            QueueUrl url, AwsConnection aws, MessageQueue events, @Nullable MessageQueue batches) {
        var out = spec.commandLine().getOut();
        var redrive = new Redrive(aws.bus(eventBus), Pace.of(rate), out);
        var unread = 0;
        // The refused events of the batches are dead letters then, and would be tried twice.
        var refused = redrive.events(events);
        if (batches != null) {
            var store = dynamoDb == null ? url.store() : Endpoint.parse(dynamoDb);
            try (var streams = StoreClient.streams(store)) {
                unread = redrive.batches(batches, streams, aws.queue(deadLetters));
            }
        }
        out.printf("Delivered %s.%n", Quantity.of(redrive.delivered(), "event"));
        if (refused + unread > 0) {
            throw Failure.environment(
                    "Refused: %s. Not read: %s of lost batches. They stay in their queues."
                            .formatted(
                                    Quantity.of(refused, "event"), Quantity.of(unread, "message")));
        }
        return ExitCode.DONE;
    }
}
