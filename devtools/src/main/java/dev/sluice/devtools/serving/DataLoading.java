// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.data.DataFile;
import dev.sluice.devtools.data.SampleData;
import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Chooses the sample data of a schema: the developer's file; otherwise the generated shop, if it
/// fits the schema; otherwise none.
final class DataLoading {
    private final @Nullable SampleData given;
    private final PrintStream log;

    /// @param file null if the developer names none
    /// @throws Failure if the file is missing, or is not sample data
    DataLoading(@Nullable Path file, PrintStream log) {
        this.given = file == null ? null : DataFile.read(file);
        this.log = log;
    }

    /// Returns the items that the schema's tables start with.
    ///
    /// @throws Failure if the developer's data does not fit the schema
    List<StoredItem> itemsOf(Catalog catalog) {
        if (given != null) {
            return given.fit(catalog);
        }
        if (!ShopData.concerns(catalog)) {
            return List.of();
        }
        try {
            return ShopData.generate().fit(catalog);
        } catch (Failure misfit) {
            log.println(misfit.text());
            log.println("The sample shop does not fit this schema, so its tables start empty.");
            return List.of();
        }
    }
}
