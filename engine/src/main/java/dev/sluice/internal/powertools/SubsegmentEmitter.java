// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import com.amazonaws.xray.config.DaemonConfiguration;
import com.amazonaws.xray.emitters.Emitter;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.Subsegment;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Sends the subsegments of an [XRayTracer] to the daemon. The emitter of the X-Ray SDK makes a
/// tree of objects of each before it writes it.
///
/// Source: AWS X-Ray Developer Guide, "X-Ray segment documents" and "Sending segment documents to
/// the X-Ray daemon".
final class SubsegmentEmitter extends Emitter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] HEADER =
            (PROTOCOL_HEADER + PROTOCOL_DELIMITER).getBytes(StandardCharsets.UTF_8);
    private static final int USUAL_BYTES = 2_048;

    private final DatagramSocket socket;
    private final DaemonConfiguration daemon = new DaemonConfiguration();

    SubsegmentEmitter() throws SocketException {
        socket = new DatagramSocket();
    }

    /// @return false, because Lambda itself sends the segment
    @Override
    public boolean sendSegment(Segment segment) {
        return false;
    }

    @Override
    public boolean sendSubsegment(Subsegment subsegment) {
        var document = document(subsegment);
        try {
            socket.send(
                    new DatagramPacket(document, document.length, daemon.getAddressForEmitter()));
            return true;
        } catch (IOException _) {
            // The daemon is not there, or the document is larger than a datagram.
            return false;
        }
    }

    /// Returns what the daemon gets: a header, and a document.
    static byte[] document(Subsegment subsegment) {
        var bytes = new ByteArrayOutputStream(USUAL_BYTES);
        bytes.writeBytes(HEADER);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members(json, subsegment);
            json.writeStringField("type", "subsegment");
            json.writeStringField("parent_id", subsegment.getParent().getId());
            json.writeStringField("trace_id", subsegment.getTraceId().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written to", e);
        }
        return bytes.toByteArray();
    }

    private static void members(JsonGenerator json, Subsegment subsegment) throws IOException {
        json.writeStringField("name", subsegment.getName());
        json.writeStringField("id", subsegment.getId());
        json.writeNumberField("start_time", subsegment.getStartTime());
        if (subsegment.isInProgress()) {
            json.writeBooleanField("in_progress", true);
        } else {
            json.writeNumberField("end_time", subsegment.getEndTime());
        }
        if (subsegment.isFault()) {
            json.writeBooleanField("fault", true);
        }
        json.writeStringField("namespace", subsegment.getNamespace());
        if (!subsegment.getMetadata().isEmpty()) {
            json.writeObjectFieldStart("metadata");
            for (var namespace : subsegment.getMetadata().entrySet()) {
                values(json, namespace.getKey(), namespace.getValue());
            }
            json.writeEndObject();
        }
        if (!subsegment.getAnnotations().isEmpty()) {
            values(json, "annotations", subsegment.getAnnotations());
        }
        var below = subsegment.getSubsegmentsCopy();
        if (!below.isEmpty()) {
            json.writeArrayFieldStart("subsegments");
            for (var each : below) {
                json.writeStartObject();
                members(json, each);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /// @param values numbers, booleans and texts
    private static void values(JsonGenerator json, String name, Map<String, Object> values)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (var value : values.entrySet()) {
            json.writeFieldName(value.getKey());
            json.writeObject(value.getValue());
        }
        json.writeEndObject();
    }
}
