// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

class SigningKeyTest {
    @TempDir Path directory;

    @Test
    void the_key_is_made_once_and_then_kept() {
        var first = SigningKey.in(directory.resolve(".sluice"));

        assertThat(SigningKey.in(directory.resolve(".sluice"))).isEqualTo(first);
    }

    @Test
    void all_who_ask_at_once_get_the_same_key() throws Exception {
        Callable<RSAKey> ask = () -> SigningKey.in(directory);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var keys = threads.invokeAll(Stream.generate(() -> ask).limit(8).toList());

            assertThat(keys).extracting(key -> key.get().getKeyID()).containsOnly(key().getKeyID());
        }
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        key();

        assertThat(Files.getPosixFilePermissions(directory.resolve("local-signing-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_file_without_a_key_is_reported_with_a_fix() throws IOException {
        var file = Files.writeString(directory.resolve("local-signing-key.json"), "{}");

        assertThatThrownBy(this::key)
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessage(
                        file
                                + " does not contain a signing key. Delete it, and sluice creates a new one.");
    }

    private RSAKey key() {
        return SigningKey.in(directory);
    }
}
