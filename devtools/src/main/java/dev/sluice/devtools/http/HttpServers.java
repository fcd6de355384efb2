// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.http;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Opens HTTP servers of the JDK that send each reply at once.
public final class HttpServers {
    static {
        // The JDK reads this property only before its first server. Without it, the kernel delays
        // each small reply by up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private HttpServers() {}

    /// @param address with port 0 for any free port
    public static HttpServer open(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }

    /// Opens a server that only this machine reaches.
    ///
    /// @param port 0 for any free port
    public static HttpServer openLoopback(int port) throws IOException {
        return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
