// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools;

import dev.sluice.devtools.commands.CommandLines;

/// The main class of the `sluice` command.
public final class SluiceCommand {

    private SluiceCommand() {}

    static void main(String[] args) {
        var commands = CommandLines.of(args);
        var exitCode = commands.execute(args);
        commands.getOut().flush();
        System.exit(exitCode);
    }
}
