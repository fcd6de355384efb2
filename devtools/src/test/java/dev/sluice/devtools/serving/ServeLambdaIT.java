// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.Test;

/// `sluice serve --lambda` in its own process.
class ServeLambdaIT {
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
}
