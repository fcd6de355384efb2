// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/// `sluice serve --lambda` in its own process.
class ServeLambdaIT {
    @TempDir Path directory;

    @Test
    void the_gateway_passes_requests_to_the_artifact() throws Exception {
        try (var serving = new Serving(ShopProject.home(), "--lambda")) {
            assertThat(serving.awaitReady()).startsWith("Sluice is ready at http://localhost:");

            var me = serving.query("c1", "{ me { name } }");
            assertThat(me.statusCode()).isEqualTo(200);
            assertThat(me.body()).contains("Ada Abebe");
            assertThat(serving.awaitLog("REPORT RequestId: ")).contains("Init Duration");
            assertThat(serving.publicQuery("{ products(ids: [\"p1\"]) { name } }").body())
                    .contains("Red Oak Chair");
            assertThat(serving.get("/graphql").statusCode()).isEqualTo(401);

            // A process that is asked to end deletes the unpacked artifact. A killed one could not.
            serving.process().toHandle().destroy();
            assertThat(serving.process().onExit().join().exitValue()).isZero();
        }
    }

    @Test
    void events_of_the_artifact_are_posted() throws Exception {
        ShopProject.copyWithEvents(directory.resolve("function/target/function.zip"));
        Files.createDirectories(directory.resolve("devtools/target"));
        Files.createSymbolicLink(
                directory.resolve("devtools/target/runtime"),
                ShopProject.home().resolve("devtools/target/runtime").toRealPath());
        try (var receiver = new Receiver();
                var serving = new Serving(directory, "--lambda", "--events", receiver.url())) {
            serving.awaitReady();
            var reply =
                    serving.query(
                            "c1",
                            "mutation { updateProfile(input: {name: \"Ada\"}, version: 1) { name } }");

            assertThat(reply.body()).contains("\"name\":\"Ada\"");
            assertThat(receiver.next())
                    .contains("\"type\":\"ProfileUpdated\"")
                    .endsWith("\"data\":{\"name\":\"Ada\"}}");
        }
    }
}
