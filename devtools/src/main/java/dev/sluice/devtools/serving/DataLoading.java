// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.data.DataFile;
import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Chooses the sample data of a schema: the developer's file, as it is now; otherwise the generated
/// shop, if it fits the schema; otherwise none.
public final class DataLoading {
    private final @Nullable Path file;
    private final PrintStream log;

    /// @param file null if the developer names none
    /// @throws Failure if the file is missing, or is not sample data
    public DataLoading(@Nullable Path file, PrintStream log) {
        this.file = file;
        this.log = log;
        if (file != null) {
            // Fails before anything is started for the data.
            DataFile.read(file);
        }
    }

    /// Returns the items that the schema's tables start with.
    ///
    /// @throws Failure if the developer's file is missing, or does not fit the schema
    public List<StoredItem> itemsOf(Catalog catalog) {
        if (file != null) {
            return DataFile.read(file).fit(catalog);
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
