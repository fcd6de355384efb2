// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/// The main class of the process that [EmbeddedDynamoDb] starts. DynamoDB Local runs while the
/// parent holds the other end of standard input. When the parent ends or is killed, the pipe closes
/// and this process ends too.
///
/// If DynamoDB Local does not start, this class prints the reason to standard error. It prints
/// nothing else.
final class EmbeddedServer {
    /// The property by which this process exits in order, and is not halted.
    static final String EXITS = "sluice.exits";

    private static final String DYNAMODB_LOCAL =
            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private EmbeddedServer() {}

    /// Takes DynamoDB Local's own arguments.
    ///
    /// It calls DynamoDB Local by name, because that is only on the runtime class path: code that
    /// compiles against this module must not see its dependencies.
    static void main(String[] args) throws ReflectiveOperationException {
        var console = System.err;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Thread.ofPlatform().daemon().start(EmbeddedServer::endWithParent);
        try {
            Class.forName(DYNAMODB_LOCAL)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            console.println(e.getCause());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() != -1) {
                // The parent never writes. Only the end of the stream has a meaning.
            }
        } catch (IOException e) {
            // A broken pipe means the same.
        }
        if (Boolean.getBoolean(EXITS)) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }
}
