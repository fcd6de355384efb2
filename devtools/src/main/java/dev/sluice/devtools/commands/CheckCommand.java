// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.capacity.FewPartitions;
import dev.sluice.devtools.contract.FlaggedOperations;
import dev.sluice.devtools.contract.PastSunsets;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.operation.CheckedSchema;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `sluice check`: prints every problem of a schema file, or of the files that go with it, to
/// stdout.
@Command(
        name = "check",
        description =
                "Report what is wrong with a schema file, its operations and its infrastructure, and"
                        + " how to fix it.")
final class CheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private OperationsOption operations = new OperationsOption();
    @Mixin private InfrastructureOption infrastructure = new InfrastructureOption();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "The format of the output: ${COMPLETION-CANDIDATES}. Default: text.")
    private ReportFormat format = ReportFormat.text;

    @Override
    public Integer call() {
        var file = SchemaSource.read(schema.file());
        var report = report(file, operations.directory(schema).read());
        var console = spec.commandLine();
        switch (format) {
            case text -> report.printText(console.getOut(), console.getErr());
            case json -> console.getOut().println(report.json());
        }
        return report.problems().isEmpty() ? ExitCode.DONE : ExitCode.INPUT;
    }

    private CheckReport report(SchemaSource file, List<OperationFile> operations) {
        try {
            var catalog = CheckedSchema.compile(file.name(), file.text());
            schema.editorFiles().write(file.text(), catalog);
            var trusted = ManifestBuild.documents(catalog, operations);
            var differences = differences(catalog);
            return differences.isEmpty()
                    ? CheckReport.right(
                            file.name(),
                            catalog,
                            trusted.size(),
                            findings(catalog, file.text(), trusted))
                    : CheckReport.wrong(file.name(), differences);
        } catch (InvalidSchemaException e) {
            return CheckReport.wrong(file.name(), e.problems());
        } catch (InvalidOperationsException e) {
            return CheckReport.wrong(file.name(), e.problems());
        }
    }

    private static List<String> findings(
            Catalog catalog, String schema, List<TrustedDocument> trusted) {
        var today = LocalDate.now(ZoneOffset.UTC);
        return Stream.of(
                        FewPartitions.of(catalog, schema),
                        PastSunsets.of(catalog, today),
                        FlaggedOperations.of(catalog, trusted))
                .flatMap(List::stream)
                .toList();
    }

    private List<Problem> differences(Catalog catalog) {
        var template = infrastructure.file(schema);
        return template == null ? List.of() : new Infrastructure(catalog, template).differences();
    }
}
