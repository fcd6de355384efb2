// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The output of one run of the command, and its exit code.
record Console(int exitCode, String out, String err) {

    static Console run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                CommandLines.of(args)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(args);
        return new Console(code, out.toString(), err.toString());
    }
}
