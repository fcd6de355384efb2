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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The whole command line. Turns every failure into a message on stderr and an exit code.
public final class CommandLines {
    private static final Logger LOGGER = Logger.getLogger(CommandLines.class.getName());

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("new", NewCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("seed", SeedCommand::new);
        COMMANDS.put("invoke", InvokeCommand::new);
        COMMANDS.put("token", TokenCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("cost", CostCommand::new);
        COMMANDS.put("diff", DiffCommand::new);
        COMMANDS.put("migrate", MigrateCommand::new);
        COMMANDS.put("changelog", ChangelogCommand::new);
        COMMANDS.put("price", PriceCommand::new);
        COMMANDS.put("capacity", CapacityCommand::new);
        COMMANDS.put("redrive", RedriveCommand::new);
        COMMANDS.put("purge", PurgeCommand::new);
        COMMANDS.put("manifest", ManifestCommand::new);
        COMMANDS.put("schema", SchemaCommand::new);
        COMMANDS.put("settings", SettingsCommand::new);
        COMMANDS.put("codes", CodesCommand::new);
        COMMANDS.put("infrastructure", InfrastructureCommand::new);
        COMMANDS.put("adopt", AdoptCommand::new);
        COMMANDS.put("audit", AuditCommand::new);
        COMMANDS.put("train", TrainCommand::new);
    }

    private CommandLines() {}

    /// Returns the command line with all commands.
    public static CommandLine create() {
        var command = root();
        COMMANDS.forEach((name, each) -> command.addSubcommand(name, each.get()));
        return configured(command.addSubcommand(new GenerateCompletion()));
    }

    /// Returns the command line for these words. If the first one is a command, it has only this
    /// command, because reading the options of all of them takes time.
    public static CommandLine of(String... words) {
        var typed = words.length == 0 ? null : COMMANDS.get(words[0]);
        return typed == null ? create() : configured(root().addSubcommand(words[0], typed.get()));
    }

    private static CommandLine root() {
        return new CommandLine(new RootCommand());
    }

    private static CommandLine configured(CommandLine command) {
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
