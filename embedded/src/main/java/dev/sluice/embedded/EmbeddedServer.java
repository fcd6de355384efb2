// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;

/// The main class of the process that [EmbeddedDynamoDb] starts: DynamoDB Local, for as long as the
/// parent holds the other end of standard input. However the parent ends, even killed, the pipe
/// closes and this process ends too.
///
/// It prints nothing but the reason why DynamoDB Local did not start, to standard error.
final class EmbeddedServer {
    private static final String DYNAMODB_LOCAL =
            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private EmbeddedServer() {}

    /// Arguments are DynamoDB Local's own.
    ///
    /// It is called by name because it is on the class path at run time only: its dependencies must
    /// not be seen by code that compiles against this module.
    static void main(String[] args) throws ReflectiveOperationException {
        var console = System.err;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Thread.ofPlatform().daemon().start(EmbeddedServer::haltWithParent);
        try {
            Class.forName(DYNAMODB_LOCAL)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            console.println(e.getCause());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() != -1) {
                // The parent never writes: only the end of the stream means something.
            }
        } catch (IOException e) {
            // A broken pipe means the same.
        }
        Runtime.getRuntime().halt(0);
    }
}
