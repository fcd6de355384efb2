// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sluice` without a command: asks for one.
@Command(
        name = "sluice",
        description = "Turn one GraphQL schema file into a production GraphQL API on DynamoDB.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nStart with these:%n",
        footer = {
            "  sluice new my-api    makes a project in the directory my-api",
            "  ./sluice serve       there: serves its schema, and reloads what you change",
            "  ./sluice check       there: says what is wrong with the schema, and how to fix it%n"
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Success.",
            "1:A file has an error (the schema, the data or a document), stored items do not fit, or a change breaks something.",
            "2:The command line is not valid.",
            "3:Something is missing or unavailable: a file, a port or a DynamoDB.",
            "4:An operation can cost more than @limits allows.",
            "5:The function returned no response."
        })
final class RootCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }
}
