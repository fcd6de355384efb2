// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/// The key that signs this machine's local tokens. It is made once, then kept in a file that only
/// its owner can read.
public final class SigningKey {
    private static final String FILE = "local-signing-key.json";
    private static final int BITS = 2048;

    private SigningKey() {}

    /// Returns the key in the directory, and makes it first if it does not exist. Several processes
    /// may call this at the same time: all get the same key.
    ///
    /// @throws Failure if the directory cannot be written, or its key cannot be read
    public static RSAKey in(Path directory) {
        var file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                createOnce(directory, file);
            }
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw Failure.environment(
                    file
                            + " does not contain a signing key. Delete it, and sluice creates a new one.");
        } catch (IOException e) {
            throw Failure.environment(
                    "The signing key %s cannot be read or written: %s."
                            .formatted(file, e.getMessage()));
        }
    }

    private static synchronized void createOnce(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        var lock = directory.resolve(FILE + ".lock");
        try (var channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && !Files.exists(file)) {
                var unfinished = Files.createTempFile(directory, FILE, ".new", ownerOnly());
                Files.writeString(unfinished, generate().toJSONString());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK cannot generate RSA keys", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
