// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Emulates Lambda's X-Ray daemon: collects the spans that are sent to it.
///
/// Source: AWS X-Ray Developer Guide, "Sending segment documents to the X-Ray daemon".
public final class XRayDaemon implements AutoCloseable {
    private static final int LARGEST_PACKET = 65_535;

    /// Holds the spans of one request until they are collected, in bytes.
    private static final int BUFFER = 4 * 1024 * 1024;

    private final DatagramChannel channel;

    private XRayDaemon(DatagramChannel channel) {
        this.channel = channel;
    }

    /// @throws Failure if it cannot listen
    public static XRayDaemon start() {
        try {
            var channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            return new XRayDaemon(channel);
        } catch (IOException e) {
            throw Failure.environment("Spans cannot be collected: " + e.getMessage());
        }
    }

    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the segment documents that were sent since the last call, in that order. Within one
    /// machine, a document arrives at once.
    public List<JsonNode> collect() {
        var documents = new ArrayList<JsonNode>();
        var packet = ByteBuffer.allocate(LARGEST_PACKET);
        try {
            while (channel.receive(packet) != null) {
                documents.add(document(packet.flip()));
                packet.clear();
            }
        } catch (IOException e) {
            throw Failure.environment("Spans cannot be collected: " + e.getMessage());
        }
        return documents;
    }

    /// A packet has a line that names the format, then the document.
    private static JsonNode document(ByteBuffer packet) throws IOException {
        var text = StandardCharsets.UTF_8.decode(packet).toString();
        return new JsonMapper().readTree(text.substring(text.indexOf('\n') + 1));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
