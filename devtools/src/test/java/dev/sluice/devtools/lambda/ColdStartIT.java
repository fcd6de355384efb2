// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// The classes that an instance without SnapStart loads until its first reply. Their number decides
/// how long it takes, and does not depend on the speed of the machine. If one grows on purpose,
/// raise its limit here, and say why in the change.
class ColdStartIT {
    /// Measured: 9,460.
    private static final int ALL = 9_900;

    /// After the first event has arrived. Measured: 999; without the preload, 1,979.
    private static final int LATE = 1_100;

    /// Those of them that belong to the SDK of AWS. Measured: 43; without the preload, 857.
    private static final int LATE_OF_SDK = 60;

    private static LoadedClasses loaded = new LoadedClasses(List.of());

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var log = directory.resolve("classes.log");
        try (var store = new Store(Stand.ARTIFACT)) {
            var stand = new Stand(store);
            try (var function = stand.deploy(false, Stand.TIMEOUT, LoadedClasses.logged(log))) {
                var response = function.invoke(Event.signedIn("canonical").json()).response();
                assertThat(Stand.body(response).at("/data/me/orders/edges")).hasSize(20);
            }
        }
        loaded = LoadedClasses.of(log);
    }

    @AfterAll
    static void forget() {
        loaded = new LoadedClasses(List.of());
    }

    @Test
    void it_loads_at_most_so_many_classes() {
        assertThat(loaded.lines()).isNotEmpty().hasSizeLessThanOrEqualTo(ALL);
    }

    @Test
    void the_libraries_are_loaded_before_the_first_event() {
        var late = loaded.sinceFirstEvent();

        assertThat(late.lines()).isNotEmpty().hasSizeLessThanOrEqualTo(LATE);
        assertThat(late.in("software.amazon.awssdk.")).hasSizeLessThanOrEqualTo(LATE_OF_SDK);
        assertThat(late.in("org.joda.time.")).isEmpty();
    }
}
