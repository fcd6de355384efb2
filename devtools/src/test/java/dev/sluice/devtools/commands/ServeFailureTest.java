// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Each failure prints one line for each problem on stderr, nothing on stdout, and has its exit
/// code.
class ServeFailureTest {
    @TempDir Path directory;

    @Test
    void a_taken_port() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            assertFails(3, serve("--port", port), "Port %s of 127.0.0.1 is in use".formatted(port));
        }
    }

    @Test
    void a_host_that_is_not_of_this_machine() {
        assertFails(3, serve("--host", "192.0.2.1"), "192.0.2.1");
    }

    @Test
    void events_of_a_DynamoDB_in_AWS() {
        assertFails(
                2,
                serve("--events", "http://localhost:9000/events", "--dynamodb", "aws"),
                "--events needs a DynamoDB outside AWS");
    }

    @Test
    void a_taken_port_for_the_embedded_DynamoDB() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var port = String.valueOf(taken.getLocalPort());

            assertFails(
                    3,
                    serve("--port", "0", "--dynamodb-port", port),
                    "Port %s for the embedded DynamoDB is in use".formatted(port));
        }
    }

    @Test
    void a_missing_schema_file() {
        assertFails(
                3,
                Console.run("serve", "--port", "0", "--schema", "none.graphqls"),
                "There is no schema file none.graphqls.");
    }

    @Test
    void a_wrong_schema() throws IOException {
        var file = Files.writeString(directory.resolve("wrong.graphqls"), "type Query {");

        assertFails(
                1, Console.run("serve", "--port", "0", "--schema", file.toString()), file + ":1:");
    }

    @Test
    void a_missing_data_file() {
        assertFails(
                3,
                serve("--port", "0", "--data", "none.json"),
                "The data file none.json cannot be read.");
    }

    @Test
    void wrong_data() throws IOException {
        var file = Files.writeString(directory.resolve("data.json"), "{\"Train\": []}");

        assertFails(
                1,
                serve("--port", "0", "--data", file.toString()),
                file + " Train: the schema has no stored type with this name; it has Station.");
    }

    @Test
    void a_DynamoDB_that_is_not_reached_within_five_seconds() {
        var start = System.nanoTime();

        assertFails(
                3,
                serve("--port", "0", "--dynamodb", "http://127.0.0.1:1"),
                "DynamoDB at http://127.0.0.1:1 did not answer within 5 seconds");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    }

    @Test
    void a_DynamoDB_that_accepts_and_never_answers() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFails(
                    3,
                    serve("--port", "0", "--dynamodb", "http://127.0.0.1:" + silent.getLocalPort()),
                    "did not answer within 5 seconds");
        }
    }

    @Test
    void a_wrong_fault() {
        assertFails(
                2,
                serve("--port", "0", "--fault", "reset", "--fault", "latncy=1s table=Stations"),
                "--fault 'latncy=1s table=Stations': There is no fault `latncy`. Did you mean"
                        + " `latency`?");
    }

    @Test
    void a_fault_of_a_table_that_the_schema_lacks() {
        assertFails(
                2,
                serve("--port", "0", "--fault", "reset table=Station"),
                "--fault 'reset table=Station': There is no table `Station`. Did you mean"
                        + " `Stations`?");
    }

    @Test
    void a_wrong_fault_in_a_file() throws IOException {
        var file = Files.writeString(directory.resolve("faults.txt"), "# slow\n\nlatency=fast\n");

        assertFails(
                1,
                serve("--port", "0", "--fault-file", file.toString()),
                file
                        + ":3: latency must be a time in ms or s. For example, write"
                        + " latency=300ms.");
    }

    @Test
    void faults_before_a_DynamoDB_of_AWS() {
        assertFails(
                2,
                serve("--port", "0", "--fault", "reset", "--dynamodb", "aws"),
                "--fault needs a DynamoDB outside AWS, because a request to AWS is signed for its"
                        + " host. Remove --dynamodb aws.");
    }

    @Test
    void a_missing_fault_file() {
        assertFails(
                3,
                serve("--port", "0", "--fault-file", "none.txt"),
                "There is no fault file none.txt.");
    }

    private Console serve(String... options) {
        try {
            var file = Files.writeString(directory.resolve("stations.graphqls"), Schemas.STATIONS);
            var args = new String[options.length + 3];
            args[0] = "serve";
            args[1] = "--schema";
            args[2] = file.toString();
            System.arraycopy(options, 0, args, 3, options.length);
            return Console.run(args);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(int exitCode, Console run, String message) {
        assertThat(run.err()).contains(message).doesNotContain("\tat ", "Exception");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }
}
