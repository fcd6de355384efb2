// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.testing.NodePrograms;
import dev.sluice.devtools.testing.Tool;
import dev.sluice.internal.build.ManifestBuild;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The application of `src/test/clients/application` needs the trusted documents of the shop alone.
class ApplicationTest {
    @Test
    void an_application_of_another_origin_runs_on_trusted_documents_alone(@TempDir Path home)
            throws Exception {
        assumeTrue(Tool.CHROMIUM.isInstalled(), "Chromium is not installed");
        var application = ClientPrograms.copyOf("application");
        NodePrograms.copy(Schemas.SHOP_OPERATIONS, application.resolve("operations"));
        Files.writeString(
                application.resolve("persisted-query-manifest.json"),
                ManifestBuild.manifestForClients(
                        Schemas.compile(Schemas.SHOP), ManifestBuild.in(Schemas.SHOP_OPERATIONS)));
        var port = ClientPrograms.freePort();

        try (var serving =
                new Serving(
                        home,
                        Map.of(
                                "SLUICE_TRUSTED_DOCUMENTS",
                                "only",
                                "SLUICE_CORS_ORIGINS",
                                "http://localhost:" + port),
                        "--schema",
                        Schemas.SHOP.toString(),
                        "--operations",
                        Schemas.SHOP_OPERATIONS.toString())) {
            serving.awaitReady();

            assertThat(
                            Tool.NODE.run(
                                    ClientPrograms.install(),
                                    List.of(
                                            "application.js",
                                            application.toAbsolutePath().toString(),
                                            Tool.CHROMIUM.path(),
                                            String.valueOf(port),
                                            serving.url("/graphql"),
                                            serving.expiredToken("c1"),
                                            serving.token("c1"))))
                    .containsExactly(
                            "ok | the application reads the 401 of another origin, renews its token, and asks again",
                            "ok | each click on More shows 20 more orders",
                            "ok | a click on an order shows what was bought",
                            "ok | a change of another tab is a conflict, which shows both changes",
                            "ok | saved again, both changes are kept",
                            "ok | no request of the application had a text",
                            "ok | a text of its own is refused",
                            "ok | the page has no error");
        }
    }
}
