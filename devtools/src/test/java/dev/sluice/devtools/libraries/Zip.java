// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/// The zip that is deployed.
///
/// @param bytes its size
/// @param jars by name
record Zip(long bytes, Map<String, Jar> jars) {
    private static final String LIB = "lib/";

    record Jar(String sha256, long bytes) {}

    static Zip read(Path file) throws IOException {
        var jars = new TreeMap<String, Jar>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                if (entry.getName().endsWith(".jar")) {
                    try (var in = zip.getInputStream(entry)) {
                        var bytes = in.readAllBytes();
                        jars.put(
                                entry.getName().replaceFirst("^" + LIB, ""),
                                new Jar(sha256(bytes), bytes.length));
                    }
                }
            }
        }
        return new Zip(Files.size(file), jars);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
