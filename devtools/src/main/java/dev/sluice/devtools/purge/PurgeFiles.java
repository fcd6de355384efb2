// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.purge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The export and the audit: JSON lines, which a later run of the command continues.
public final class PurgeFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private PurgeFiles() {}

    /// Appends the whole items, in DynamoDB's JSON, and returns when they are on the disk.
    ///
    /// @throws Failure if the file cannot be written
    public static void export(Path file, List<Subject.Owned> items) {
        append(
                file,
                items.stream()
                        .map(owned -> {
                            var line = new LinkedHashMap<String, Object>();
                            line.put("type", owned.type());
                            line.put("table", owned.table());
                            line.put("item", json(owned.item()));
                            return text(line) + "\n";
                        })
                        .reduce("", String::concat));
    }

    /// Appends a line that says what was deleted, without personal data: the subject and the key
    /// are hashes.
    ///
    /// @throws Failure if the file cannot be written
    public static void audit(Path file, String subject, Subject.Owned owned, String outcome) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", Instant.now().toString());
        line.put("subject", sha256(subject));
        line.put("type", owned.type());
        line.put("table", owned.table());
        line.put("key", sha256(text(json(owned.key()))));
        line.put("outcome", outcome);
        append(file, text(line) + "\n");
    }

    private static void append(Path file, String text) {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw Failure.environment("%s cannot be written.".formatted(file));
        }
    }

    private static String text(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the line is JSON", e);
        }
    }

    private static Map<String, Object> json(Map<String, AttributeValue> item) {
        var json = new TreeMap<String, Object>();
        item.forEach((name, value) -> json.put(name, json(value)));
        return json;
    }

    private static Map<String, Object> json(AttributeValue value) {
        var type = value.type();
        var content =
                switch (type) {
                    case S -> value.s();
                    case N -> value.n();
                    case BOOL -> value.bool();
                    case NUL -> true;
                    case B -> Base64.getEncoder().encodeToString(value.b().asByteArray());
                    case SS -> value.ss();
                    case NS -> value.ns();
                    case BS ->
                            value.bs().stream()
                                    .map(each ->
                                            Base64.getEncoder().encodeToString(each.asByteArray()))
                                    .toList();
                    case L -> value.l().stream().map(PurgeFiles::json).toList();
                    case M -> json(value.m());
                    case UNKNOWN_TO_SDK_VERSION ->
                            throw new IllegalStateException("an unknown kind of value");
                };
        var name = type == AttributeValue.Type.NUL ? "NULL" : type.name();
        return Map.of(name, Objects.requireNonNull(content));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
