// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.internal.dynamodb.cursor.CursorFuzz;
import dev.sluice.internal.http.JsonFuzz;
import dev.sluice.internal.schema.key.KeyFuzz;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Every build runs the fuzz targets with a few inputs; `mvn -P fuzz verify` tries millions.
class FuzzTargetsTest {
    private static final int INPUTS = 200;
    private static final int LONGEST = 60;

    @Test
    void json_is_read_as_jackson_reads_it() {
        holds(JsonFuzz::fuzzerTestOneInput, "{\"a\":[1,-0.50,1e3,\"\\u00e9\",null,true]}", "[1,]");
    }

    @Test
    void keys_are_injective_ordered_and_safe_by_prefix() {
        holds(KeyFuzz::fuzzerTestOneInput, "a#b", "%23");
    }

    @Test
    void cursors_open_unchanged_only() {
        holds(CursorFuzz::fuzzerTestOneInput, "customerId", "é€");
    }

    @Test
    void a_document_gets_data_or_a_documented_code() {
        holds(DocumentFuzz::fuzzerTestOneInput, "\u0000 ", "\u00ff{ me { id } }");
    }

    @Test
    void an_event_gets_a_documented_status() {
        holds(EventFuzz::fuzzerTestOneInput, "\u0000\u0000\u0000{\"query\":\"{ me { id } }\"}");
    }

    /// A fuzz target.
    @FunctionalInterface
    private interface Target {
        void accept(byte[] input) throws Exception;
    }

    private static void holds(Target target, String... seeds) {
        for (var input : inputs(seeds)) {
            ThrowingCallable run = () -> target.accept(input);
            assertThatCode(run).doesNotThrowAnyException();
        }
    }

    /// Returns the seeds, and copies of each with some bytes changed.
    private static List<byte[]> inputs(String... seeds) {
        var random = new Random(1);
        var inputs = new ArrayList<byte[]>();
        for (var seed : seeds) {
            inputs.add(seed.getBytes(StandardCharsets.ISO_8859_1));
        }
        while (inputs.size() < INPUTS) {
            var input = new byte[random.nextInt(LONGEST)];
            random.nextBytes(input);
            var seed = inputs.get(random.nextInt(seeds.length));
            System.arraycopy(
                    seed, 0, input, 0, random.nextInt(1 + Math.min(seed.length, input.length)));
            inputs.add(input);
        }
        return inputs;
    }
}
