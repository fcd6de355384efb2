// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.policy.ErrorCode;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

final class FailureCodesTest {

    @Test
    void every_code_that_a_schema_declares_is_collected_once() {
        var problems = new Problems("api.graphqls");
        var file =
                SchemaFile.read(
                        "api.graphqls",
                        """
                        type Query { order: String }
                        type Mutation {
                          sell(id: ID!): String
                            @write(update: "Product", condition: "stock > 0", onFail: "OUT_OF_STOCK")
                            @write(put: "Order", condition: "id = 'x'", onFail: "TAKEN")
                          cancel(id: ID!): String @write(delete: "Order", key: "id = $id", onFail: "TAKEN")
                          forget(id: ID!): String @write(delete: "Order", key: "id = $id")
                        }
                        """,
                        problems);

        var codes = new FailureCodes(file, problems).compile();

        problems.throwIfAny();
        assertThat(codes).containsExactly("OUT_OF_STOCK", "TAKEN");
    }

    @Test
    void no_code_of_the_engine_can_be_declared() {
        assertThat(FailureCodes.RESERVED)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(ErrorCode::name).toList());
    }
}
