// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.audit.ItemAudit;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Tables that Sluice itself has written are adopted completely, whatever their design.
class AdoptionPropertyTest {
    private static final int DESIGNS = 25;

    @Test
    void all_items_of_any_design_fit_the_schema_that_is_found() {
        for (var seed = 0; seed < DESIGNS; seed++) {
            var design = new RandomDesign(seed);
            var sample = design.sample();
            var schema = new Adoption(List.of(sample)).schema();
            var catalog = SchemaCompiler.compile("adopted", schema);
            var table = Objects.requireNonNull(catalog.tables().get("Random"));
            var audit = ItemAudit.of(catalog, table).orElseThrow();
            assertThat(sample.items())
                    .as("seed %d:%n%s%n%s", seed, design.schema(), schema)
                    .allSatisfy(item -> {
                        var verdict = audit.of(item);
                        assertThat(verdict.misfits()).as(item.toString()).isEmpty();
                        assertThat(verdict.type()).isNotNull();
                    });
        }
    }
}
