// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;

/// The schema file that this process compiled last. A tool that checks a file before it builds an
/// API from it compiles it once, and so do tests that build several APIs from one file.
///
/// @param name the file's name
/// @param text the file's text
/// @param catalog what they compile to; it is immutable, so all can share it
record CompiledSchema(String name, String text, Catalog catalog) {
    private static final AtomicReference<@Nullable SoftReference<CompiledSchema>> LAST =
            new AtomicReference<>();

    /// Returns the catalog if this file was the last one, or null.
    static @Nullable Catalog last(String name, String text) {
        var reference = LAST.get();
        var last = reference == null ? null : reference.get();
        return last != null && last.name.equals(name) && last.text.equals(text)
                ? last.catalog
                : null;
    }

    void remember() {
        LAST.set(new SoftReference<>(this));
    }
}
