// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Encodes places in a list as bytes. A place of one key is the name, the type (`S`, `N` or `B`)
/// and the value of each attribute. A two-byte length precedes each text and value.
///
/// A place whose keys differ by direction starts with `FF FF`, which is no length of a name. Then
/// each of its two keys follows, with a two-byte length that is 0 if there is no key.
final class PageKeyBytes {
    private static final short BY_DIRECTION = -1;

    private PageKeyBytes() {}

    static byte[] write(ListPlace place) {
        var after = place.after();
        var before = place.before();
        if (after != null && after.equals(before)) {
            return write(after);
        }
        byte[] on = after == null ? new byte[0] : write(after);
        byte[] back = before == null ? new byte[0] : write(before);
        var bytes = ByteBuffer.allocate(6 + on.length + back.length).putShort(BY_DIRECTION);
        put(bytes, on);
        put(bytes, back);
        return bytes.array();
    }

    /// @throws RuntimeException if `write` did not make the bytes
    static ListPlace read(byte[] place) {
        var bytes = ByteBuffer.wrap(place);
        if (place.length < 2 || bytes.getShort() != BY_DIRECTION) {
            return ListPlace.of(key(place));
        }
        byte[] on = take(bytes);
        byte[] back = take(bytes);
        return new ListPlace(on.length == 0 ? null : key(on), back.length == 0 ? null : key(back));
    }

    private static byte[] write(PageKey key) {
        int length =
                key.attributes().entrySet().stream()
                        .mapToInt(attribute ->
                                5
                                        + utf8(attribute.getKey()).length
                                        + value(attribute.getValue()).length)
                        .sum();
        var bytes = ByteBuffer.allocate(length);
        key.attributes()
                .forEach((name, value) -> {
                    put(bytes, utf8(name));
                    bytes.put((byte) value.type().name().charAt(0));
                    put(bytes, value(value));
                });
        return bytes.array();
    }

    private static PageKey key(byte[] key) {
        var bytes = ByteBuffer.wrap(key);
        Map<String, AttributeValue> attributes = new HashMap<>();
        while (bytes.hasRemaining()) {
            String name = utf8(take(bytes));
            attributes.put(name, value(bytes.get(), bytes));
        }
        return new PageKey(attributes);
    }

    private static byte[] value(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> utf8(value.n());
            case B -> value.b().asByteArrayUnsafe();
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    private static AttributeValue value(byte type, ByteBuffer bytes) {
        return switch ((char) type) {
            case 'S' -> AttributeValue.fromS(utf8(take(bytes)));
            case 'N' -> AttributeValue.fromN(utf8(take(bytes)));
            case 'B' -> AttributeValue.fromB(SdkBytes.fromByteArray(take(bytes)));
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    private static void put(ByteBuffer bytes, byte[] value) {
        bytes.putShort((short) value.length).put(value);
    }

    private static byte[] take(ByteBuffer bytes) {
        byte[] value = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(value);
        return value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
