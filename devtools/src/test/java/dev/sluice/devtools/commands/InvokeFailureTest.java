// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Failures of `sluice invoke` before the function starts.
class InvokeFailureTest {
    @TempDir private Path directory;

    @Test
    void a_missing_event() {
        assertFails(3, "There is no event none.json.", "none.json");
    }

    @Test
    void an_event_that_is_not_JSON() throws IOException {
        var event = Files.writeString(directory.resolve("event.json"), "{\"body\":\n  me}");

        assertFails(1, event + ":2:", event.toString());
    }

    /// Tests run before the artifact is made, in a directory without one.
    @Test
    void an_artifact_that_is_not_made() throws IOException {
        var event = Files.writeString(directory.resolve("event.json"), "{}");

        assertFails(3, "There is no artifact function/target/function.zip.", event.toString());
    }

    private static void assertFails(int exitCode, String message, String event) {
        var run = Console.run("invoke", event);

        assertThat(run.err()).startsWith(message).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }
}
