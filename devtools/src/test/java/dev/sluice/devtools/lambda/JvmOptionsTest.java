// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.FunctionConfiguration.JVM_OPTIONS;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class JvmOptionsTest {
    @Test
    void functions_run_here_with_the_options_of_the_template() throws IOException {
        assertThat(Files.readString(Path.of("../template.yaml")))
                .containsPattern(
                        " JvmOptions:\n(    .+\n)*    Default: " + JVM_OPTIONS.getValue() + "\n")
                .contains(JVM_OPTIONS.getKey() + ": !Ref JvmOptions");
    }
}
