// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class EmbeddedDynamoDbTest {
    @Test
    void it_stores_tables_and_shares_them_with_no_other() throws Exception {
        try (var one = EmbeddedDynamoDb.start();
                var other = EmbeddedDynamoDb.start()) {
            request(
                    one.endpoint(),
                    "CreateTable",
                    """
                    {"TableName": "Shop", "BillingMode": "PAY_PER_REQUEST",
                     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                     "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
                    """);
            assertThat(request(one.endpoint(), "ListTables", "{}"))
                    .isEqualTo("{\"TableNames\":[\"Shop\"]}");
            assertThat(request(other.endpoint(), "ListTables", "{}"))
                    .isEqualTo("{\"TableNames\":[]}");
        }
    }

    @Test
    void it_holds_the_port_it_was_given_until_it_is_closed() throws Exception {
        int port = freePort();
        try (var dynamoDb = EmbeddedDynamoDb.start(port)) {
            assertThat(dynamoDb.endpoint().getPort()).isEqualTo(port);
            assertThatThrownBy(() -> new ServerSocket(port)).isInstanceOf(BindException.class);
        }
        try (var socket = new ServerSocket(port)) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedDynamoDb.start(port))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessage("Port " + port + " is not available: Address already in use");
        }
    }

    @Test
    void it_prints_nothing_to_the_output_of_its_parent_and_ends_when_that_is_killed()
            throws Exception {
        var parent = startParent();
        try (var output = parent.inputReader()) {
            assertThat(output.readLine()).isEqualTo(Parent.STARTED);
            var dynamoDb = parent.descendants().findFirst().orElseThrow();

            // Kills it by its handle: the process object would close the output, too.
            parent.toHandle().destroyForcibly();

            dynamoDb.onExit().get(60, TimeUnit.SECONDS);
            assertThat(output.readLine()).isNull();
        } finally {
            parent.destroyForcibly();
        }
    }

    /// A JVM that only holds an embedded DynamoDB.
    static final class Parent {
        static final String STARTED = "started";

        private Parent() {}

        static void main() throws Exception {
            EmbeddedDynamoDb.start();
            IO.println(STARTED);
            Thread.currentThread().join();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process startParent() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, Parent.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true).start();
    }

    private static String request(URI endpoint, String operation, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256"
                                        + " Credential=local/20260101/local/dynamodb/aws4_request,"
                                        + " SignedHeaders=host, Signature=none")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
