// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.serving.DeployedSettings;
import dev.sluice.devtools.serving.SchemaSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `sluice settings`: prints every problem of live settings to stdout.
@Command(
        name = "settings",
        description = "Check a file of live settings before you put it into its parameter.")
final class SettingsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();

    @Parameters(paramLabel = "FILE", description = "The live settings, as JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the function's environment. Repeatable.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Override
    public Integer call() {
        var text = TextFile.read(file, "file of live settings");
        var environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        var source = SchemaSource.read(schema.file());
        var problems = DeployedSettings.of(environment).problems(source, text);
        var out = spec.commandLine().getOut();
        if (problems.isEmpty()) {
            var err = spec.commandLine().getErr();
            DeployedSettings.notes(source, text)
                    .forEach(note -> err.printf("note: %s: %s%n", file, note));
            out.printf("%s can be used.%n", file);
            return ExitCode.DONE;
        }
        problems.forEach(problem -> out.printf("%s: %s%n", file, problem));
        return ExitCode.INPUT;
    }
}
