// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `sluice serve --fault`, seen by a client.
class ServeFaultsTest {
    @TempDir Path home;
    private Path schema = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void files() throws IOException {
        schema = Stations.schema(home);
        data = Stations.data(home);
    }

    private Serving serve(String... options) throws IOException {
        var all = new ArrayList<String>();
        all.addAll(List.of("--schema", schema.toString(), "--data", data.toString()));
        all.addAll(List.of(options));
        return new Serving(home, all.toArray(String[]::new));
    }

    private static String station(Serving serving) throws Exception {
        return serving.publicQuery("{ station(id: \"s1\") { name } }").body();
    }

    @Test
    void a_client_gets_the_code_of_the_fault_and_the_log_names_it() throws Exception {
        try (var serving =
                serve("--fault", "error=ValidationException first=1", "--fault-seed", "7")) {
            serving.awaitReady();

            assertThat(station(serving)).contains("\"code\":\"INTERNAL\"");
            assertThat(serving.awaitLog("Faults: 1")).endsWith("with --fault-seed 7");
            assertThat(serving.awaitLog("fault "))
                    .contains("Stations: error=ValidationException first=1");
            assertThat(station(serving)).contains("Harbour");
        }
    }

    @Test
    void a_changed_file_is_loaded_and_a_wrong_one_is_not() throws Exception {
        var file = Files.writeString(home.resolve("faults.txt"), "# none yet\n");
        try (var serving = serve("--fault-file", file.toString())) {
            serving.awaitReady();
            assertThat(station(serving)).contains("Harbour");

            Files.writeString(
                    file, "# a table that is not there\n\nerror=ResourceNotFoundException\n");
            serving.awaitLog("Reloaded " + file + ": 1 fault");
            assertThat(station(serving)).contains("\"code\":\"INTERNAL\"");

            Files.writeString(file, "error=ValidationException\nlatncy=1s\n");
            serving.awaitLog(file + ":2: There is no fault `latncy`. Did you mean `latency`?");
            serving.awaitLog("was not reloaded: the previous faults still apply.");
            assertThat(station(serving)).contains("\"code\":\"INTERNAL\"");

            Files.writeString(file, "");
            serving.awaitLog("Reloaded " + file + ": 0 faults");
            assertThat(station(serving)).contains("Harbour");
        }
    }
}
