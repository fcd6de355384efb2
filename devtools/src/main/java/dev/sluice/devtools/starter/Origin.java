// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.starter;

import dev.sluice.devtools.serving.SchemaSource;

import java.util.SortedMap;

/// What a new project starts with.
public sealed interface Origin {

    /// The parts of the function that are not the same in all projects, by their paths.
    SortedMap<String, String> files();

    /// A small schema, a resolver and a test, to be replaced.
    record Empty() implements Origin {
        @Override
        public SortedMap<String, String> files() {
            return StarterFiles.of("empty");
        }
    }

    /// The example shop.
    record Shop() implements Origin {
        @Override
        public SortedMap<String, String> files() {
            return StarterFiles.of("shop");
        }
    }

    /// A schema file that the developer has.
    record Existing(SchemaSource schema) implements Origin {
        @Override
        public SortedMap<String, String> files() {
            var files = StarterFiles.of("file");
            files.put(NewProject.SCHEMA, schema.text());
            return files;
        }
    }
}
