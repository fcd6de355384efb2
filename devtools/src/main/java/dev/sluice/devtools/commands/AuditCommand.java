// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.audit.Audit;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.LocalSettings;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableSetup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.concurrent.Callable;

/// `sluice audit`: reads the tables of a schema and prints which items fit it.
@Command(
        name = "audit",
        description = "Read the tables of a schema, and report which items do not fit it.")
final class AuditCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private ScanOption scan = new ScanOption();
    @Mixin private ResumeOption resume = new ResumeOption();

    @Option(
            names = "--most-items",
            paramLabel = "NUMBER",
            description = "The most items to read of each table. Default: all.")
    private long mostItems = Long.MAX_VALUE;

    @Override
    public Integer call() {
        if (mostItems < 1) {
            throw Failure.usage("--most-items must be at least 1.");
        }
        var endpoint = scan.endpoint();
        var pace = scan.pace();
        var file = SchemaSource.read(schema.file());
        var catalog = file.compile();
        var names = LocalSettings.over(System.getenv()).tableNames();
        var console = spec.commandLine();
        try (var client = StoreClient.to(endpoint, PATIENCE)) {
            var report =
                    new Audit(
                                    catalog,
                                    client,
                                    new TableSetup(client, endpoint, names, false),
                                    pace,
                                    mostItems,
                                    resume.file(),
                                    console.getErr())
                            .run(endpoint + " " + Integer.toHexString(file.text().hashCode()));
            report.lines().forEach(console.getOut()::println);
            return report.allFit() ? ExitCode.DONE : ExitCode.INPUT;
        }
    }
}
