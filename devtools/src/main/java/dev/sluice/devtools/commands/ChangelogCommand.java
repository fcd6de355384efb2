// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.diff.ApiChangelog;
import dev.sluice.devtools.diff.Change;
import dev.sluice.devtools.diff.Level;
import dev.sluice.devtools.failure.ExitCode;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/// `sluice changelog`: prints what changed for clients, from the history of the schema file.
@Command(
        name = "changelog",
        description =
                "Print how the API changed for its clients, from the history of the schema file in"
                        + " git, with a semantic version for each change.")
final class ChangelogCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Option(
            names = "--from",
            paramLabel = "REV",
            description =
                    "Start after this revision of git, as version 1.0.0. Default: the first commit"
                            + " of the schema file.")
    private @Nullable String from;

    @Option(
            names = "--format",
            paramLabel = "markdown|json",
            description = "The format of the output: ${COMPLETION-CANDIDATES}. Default: markdown.")
    private Format format = Format.markdown;

    /// The output formats, named as a developer types them.
    enum Format {
        markdown,
        json
    }

    @Override
    public Integer call() {
        var changelog = ApiChangelog.of(schema.file(), from);
        var out = spec.commandLine().getOut();
        switch (format) {
            case markdown -> print(changelog, out);
            case json -> out.println(changelog.json());
        }
        if (!changelog.invalid().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "Left out, because this version of Sluice refuses the schema: %s.%n",
                            String.join(", ", changelog.invalid()));
        }
        return ExitCode.DONE;
    }

    private static void print(ApiChangelog changelog, PrintWriter out) {
        out.printf("# Changes of the API%n%nThe version is %s.%n", changelog.version());
        for (var entry : changelog.entries()) {
            out.printf(
                    "%n## %s, %s%n",
                    entry.version(),
                    entry.commit() == null
                            ? "not committed"
                            : entry.date() + " (" + entry.commit() + ")");
            print("Breaking", Level.BREAKING, entry.changes(), out);
            print("Dangerous", Level.DANGEROUS, entry.changes(), out);
            print("Safe", Level.SAFE, entry.changes(), out);
        }
    }

    private static void print(String title, Level level, List<Change> changes, PrintWriter out) {
        var some = changes.stream().filter(change -> change.level() == level).toList();
        if (!some.isEmpty()) {
            out.printf("%n### %s%n%n", title);
            some.forEach(change -> out.printf("- `%s`: %s.%n", change.coordinate(), change.text()));
        }
    }
}
