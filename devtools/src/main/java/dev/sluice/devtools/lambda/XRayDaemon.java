// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Stands in for the X-Ray daemon of Lambda: collects the spans that are sent to it.
///
/// Source: AWS X-Ray Developer Guide, "Sending segment documents to the X-Ray daemon".
public final class XRayDaemon implements AutoCloseable {
    private static final int LARGEST_PACKET = 65_535;

    /// What was sent before the response is there within it.
    private static final int PATIENCE_MILLIS = 100;

    private final DatagramSocket socket;
    private final List<JsonNode> documents = new ArrayList<>();

    private XRayDaemon(DatagramSocket socket) {
        this.socket = socket;
    }

    /// @throws Failure where it cannot listen
    public static XRayDaemon start() {
        try {
            var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new XRayDaemon(socket);
        } catch (SocketException e) {
            throw Failure.environment("Spans cannot be collected: " + e.getMessage());
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// The segment documents that came since the last call, in the order in which they came.
    public List<JsonNode> collect() {
        receive();
        var collected = List.copyOf(documents);
        documents.clear();
        return collected;
    }

    private void receive() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[LARGEST_PACKET], LARGEST_PACKET);
                socket.receive(packet);
                documents.add(document(packet));
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        } catch (IOException e) {
            throw Failure.environment("Spans cannot be collected: " + e.getMessage());
        }
    }

    /// A packet is a line that names the format, then the document.
    private static JsonNode document(DatagramPacket packet) throws IOException {
        var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        return new JsonMapper().readTree(text.substring(text.indexOf('\n') + 1));
    }

    @Override
    public void close() {
        socket.close();
    }
}
