// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sluice` without a command: asks for one.
@Command(
        name = "sluice",
        description = "One GraphQL schema file becomes a production GraphQL API over DynamoDB.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A file is wrong: the schema, the data, a document.",
            "2:The command was typed wrongly.",
            "3:The machine lacks something: a file, a port, a DynamoDB.",
            "4:An operation can cost more than @limits allows.",
            "5:The function gave no response."
        })
final class RootCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
