// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.FirstLine;
import dev.sluice.internal.compile.file.NearNames;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.List;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The whole command line. Turns every failure into a message on stderr and an exit code.
public final class CommandLines {
    private static final Logger LOGGER = Logger.getLogger(CommandLines.class.getName());

    private CommandLines() {}

    public static CommandLine create() {
        var command =
                new CommandLine(new RootCommand())
                        .addSubcommand(new NewCommand())
                        .addSubcommand(new ServeCommand())
                        .addSubcommand(new SeedCommand())
                        .addSubcommand(new InvokeCommand())
                        .addSubcommand(new TokenCommand())
                        .addSubcommand(new CheckCommand())
                        .addSubcommand(new CostCommand())
                        .addSubcommand(new DiffCommand())
                        .addSubcommand(new MigrateCommand())
                        .addSubcommand(new ChangelogCommand())
                        .addSubcommand(new PriceCommand())
                        .addSubcommand(new CapacityCommand())
                        .addSubcommand(new RedriveCommand())
                        .addSubcommand(new PurgeCommand())
                        .addSubcommand(new ManifestCommand())
                        .addSubcommand(new SchemaCommand())
                        .addSubcommand(new SettingsCommand())
                        .addSubcommand(new CodesCommand())
                        .addSubcommand(new InfrastructureCommand())
                        .addSubcommand(new AdoptCommand())
                        .addSubcommand(new AuditCommand())
                        .addSubcommand(new TrainCommand())
                        .addSubcommand(new GenerateCompletion());
        command.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        command.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().versionProvider(new Version()));
        return command.setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int misused(ParameterException e, String... typed) {
        var command = e.getCommandLine();
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.printf("%s: %s%n", name, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        if (e instanceof UnmatchedArgumentException unmatched) {
            suggest(command, unmatched.getUnmatched().getFirst());
        }
        err.printf("Try '%s --help'.%n", name);
        return ExitCode.USAGE;
    }

    private static void suggest(CommandLine command, String typed) {
        var known = new TreeSet<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        var equals = typed.indexOf('=');
        var near = NearNames.of(equals < 0 ? typed : typed.substring(0, equals), known);
        if (near != null) {
            command.getErr().printf("Did you mean `%s`?%n", near);
        }
    }

    private static int failed(Exception e, CommandLine command, Object parsed) {
        if (e instanceof Failure failure) {
            command.getErr().println(failure.text());
            return failure.exitCode();
        }
        LOGGER.log(Level.FINE, "The stack trace", e);
        if (e instanceof SdkException refused) {
            command.getErr().printf("DynamoDB rejected a request: %s%n", FirstLine.of(refused));
            return ExitCode.ENVIRONMENT;
        }
        command.getErr().printf("This is a bug in sluice: %s%n", e);
        return ExitCode.ENVIRONMENT;
    }
}
