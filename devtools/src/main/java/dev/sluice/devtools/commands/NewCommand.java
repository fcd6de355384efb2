// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.starter.NewProject;
import dev.sluice.devtools.starter.Origin;
import dev.sluice.devtools.starter.ProjectNames;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `sluice new`: makes a project, and prints what to type next.
@Command(
        name = "new",
        description =
                "Make a project for an API of your own: a schema, a resolver with its test, and the"
                        + " templates to deploy it.")
final class NewCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A directory that does not exist, or is empty. Its name is the project's.")
    private Path directory = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "empty|shop|FILE",
            description =
                    "What the project starts with: a small schema to replace, the example shop, or"
                            + " a schema file, such as one that `sluice adopt` made. Default: empty.")
    private String from = "empty";

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "The package of the Java files. Default: the name of the directory.")
    private @Nullable String javaPackage;

    @Override
    public Integer call() throws IOException {
        new NewProject(ProjectNames.of(directory, javaPackage), origin(), Version.number())
                .write(directory);
        spec.commandLine()
                .getOut()
                .printf(
                        "Made %1$s. Now type:%n%n  cd %1$s%n  ./sluice serve%n  mvn verify%n",
                        directory);
        return ExitCode.DONE;
    }

    private Origin origin() {
        return switch (from) {
            case "empty" -> new Origin.Empty();
            case "shop" -> new Origin.Shop();
            default -> {
                if (!from.endsWith(".graphqls")) {
                    throw Failure.usage(
                            "--from must be empty, shop or a file *.graphqls, and is `%s`."
                                    .formatted(from));
                }
                yield new Origin.Existing(SchemaSource.read(Path.of(from)));
            }
        };
    }
}
