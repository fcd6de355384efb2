// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.gateway.Integration;
import dev.sluice.devtools.gateway.LocalServer;
import dev.sluice.devtools.identity.SigningKey;

import java.io.PrintStream;

/// The deployed artifact, served over HTTP until it is closed.
public final class LambdaServer implements Server {
    private final LocalServer server;
    private final DeployedFunction function;
    private final LocalEvents events;

    private LambdaServer(LocalServer server, DeployedFunction function, LocalEvents events) {
        this.server = server;
        this.function = function;
        this.events = events;
    }

    /// Returns when the server answers requests. The first request starts the function.
    ///
    /// @param options its schema, operations and environment are not used: the artifact has its own
    /// @param log gets what the function prints, a line for each event, and notices
    /// @throws dev.sluice.devtools.failure.Failure if the server cannot start
    public static LambdaServer start(ServeOptions options, LambdaOptions lambda, PrintStream log) {
        var server = LocalServer.bind(options.host(), options.port());
        try {
            var function = DeployedFunction.start(lambda, options.store(), log);
            server.start(
                    Routes.of(
                            integration(function, options.concurrency()),
                            function::catalog,
                            null,
                            SigningKey.in(options.keys()),
                            LocalSettings.over(lambda.environment()).cors(),
                            new ServeLog(log, options.style())));
            var events =
                    LocalEvents.start(
                            function.database(), function::catalog, options.events(), log);
            return new LambdaServer(server, function, events);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// One instance answers one request at a time, and is ended at its own timeout.
    private static Integration integration(DeployedFunction function, int concurrency) {
        return new Integration(new LambdaApi(function), Integration.LONGEST, 1, concurrency);
    }

    @Override
    public int port() {
        return server.port();
    }

    /// Answers the requests that have arrived, then ends the function and an embedded DynamoDB.
    @Override
    public void close() {
        server.close();
        events.close();
        function.close();
    }
}
