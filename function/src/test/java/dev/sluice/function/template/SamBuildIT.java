// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// What `sam build` makes of the artifact. Runs if the SAM CLI is installed.
class SamBuildIT {
    private static final Tool SAM = new Tool("sam");

    @Test
    void the_zip_that_was_tested_is_passed_through(@TempDir Path directory) throws Exception {
        assumeTrue(SAM.runs("--version"), "the SAM CLI is not installed");

        var build =
                SAM.run(
                        "build",
                        "--no-cached",
                        "--template",
                        Template.ROOT,
                        "--build-dir",
                        directory.toString());

        assertThat(build.status()).as(build.output()).isZero();
        var built = Template.read(directory.resolve("template.yaml").toString());
        var code = built.at("/Resources/GraphQLFunction/Properties/CodeUri").asText();
        assertThat(directory.toRealPath().resolve(code))
                .hasSameBinaryContentAs(Template.PROJECT.resolve("function/target/function.zip"));
    }
}
