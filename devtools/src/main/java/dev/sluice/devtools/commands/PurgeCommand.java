// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.purge.PurgeFiles;
import dev.sluice.devtools.purge.Subject;
import dev.sluice.devtools.serving.LocalSettings;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `sluice purge`: finds, exports and deletes what belongs to one caller.
@Command(
        name = "purge",
        description = "Find, export and delete what the schema says belongs to one caller.")
final class PurgeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--subject",
            paramLabel = "ID",
            required = true,
            description = "The caller: the claim `sub` of their token.")
    private String subject = "";

    @Option(
            names = "--dynamodb",
            paramLabel = "URL",
            required = true,
            description = "The DynamoDB: a URL, or `aws` for your AWS account and region.")
    private String dynamoDb = "";

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "The file to append the items to, as JSON lines. Required to delete.")
    private @Nullable Path export;

    @Option(
            names = "--delete",
            description = "Delete the items, after they are exported. Default: only find them.")
    private boolean delete;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description =
                    "The file to append a line to for each deletion. Default: purge-audit.jsonl.")
    private Path audit = Path.of("purge-audit.jsonl");

    @Option(
            names = "--scan-units",
            paramLabel = "NUMBER",
            description =
                    "The read units that reads of whole tables may consume, for types that no key"
                            + " finds. Default: 0, such types are only reported.")
    private double scanUnits;

    @Override
    public Integer call() {
        if (delete && export == null) {
            throw Failure.usage("--delete needs --export, the file that keeps what is deleted.");
        }
        if (subject.isBlank()) {
            throw Failure.usage("--subject is empty.");
        }
        var catalog = SchemaSource.read(schema.file()).compile();
        var names = LocalSettings.over(System.getenv()).tableNames();
        var out = spec.commandLine().getOut();
        try (var client = StoreClient.to(Endpoint.parse(dynamoDb), PATIENCE)) {
            var person = new Subject(subject, catalog, client, names, scanUnits);
            var items = person.find(out::println);
            if (export != null) {
                PurgeFiles.export(export, items);
                out.printf("Exported %s to %s.%n", Quantity.of(items.size(), "item"), export);
            }
            if (!delete) {
                out.printf(
                        "Found %s. Nothing was deleted: use --delete.%n",
                        Quantity.of(items.size(), "item"));
                return ExitCode.DONE;
            }
            return delete(person, items);
        }
    }

    private int delete(Subject person, List<Subject.Owned> items) {
        var changed = 0;
        for (var item : items) {
            var isDeleted = person.delete(item);
            PurgeFiles.audit(audit, subject, item, isDeleted ? "DELETED" : "CHANGED");
            changed += isDeleted ? 0 : 1;
        }
        var out = spec.commandLine().getOut();
        out.printf(
                "Deleted %s. The audit is %s.%n",
                Quantity.of(items.size() - changed, "item"), audit);
        if (changed > 0) {
            throw Failure.environment(
                    "%s changed after the export. Run the command again."
                            .formatted(Quantity.of(changed, "item")));
        }
        return ExitCode.DONE;
    }
}
