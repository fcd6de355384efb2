// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import java.io.IOException;
import java.net.URI;

/// The server of moto as a process of this machine. Its DynamoDB restores tables, which that of
/// LocalStack does not. It restores what the table has now, whatever the time.
public final class Moto implements AutoCloseable {
    private final URI url;
    private final ServerProcess server;

    private Moto(URI url, ServerProcess server) {
        this.url = url;
        this.server = server;
    }

    /// Starts on a free port, and returns when moto answers.
    ///
    /// @throws NotInstalledException if this machine cannot install LocalStack, which contains it
    public static Moto start() throws IOException, InterruptedException, NotInstalledException {
        var port = ServerProcess.freePort();
        var url = URI.create("http://localhost:" + port);
        var command =
                new ProcessBuilder(
                        Installation.make().python(),
                        "-m",
                        "moto.server",
                        "-H",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port));
        return new Moto(
                url, ServerProcess.start("moto", command, url.resolve("/moto-api/data.json")));
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        server.close();
    }
}
