// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.TrustedDocument;

import java.util.List;

/// The trusted operations of a project, by their names.
final class NamedOperations {
    private final List<TrustedDocument> documents;

    NamedOperations(String manifest) {
        this.documents = OperationManifest.read("operations", manifest);
    }

    /// Returns the id that a client sends.
    ///
    /// @throws IllegalArgumentException if not exactly one operation has the name
    String id(String name) {
        var named = documents.stream().filter(each -> each.name().equals(name)).toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException(
                    "%d trusted operations have the name %s. There are %s."
                            .formatted(
                                    named.size(),
                                    name,
                                    documents.stream().map(TrustedDocument::name).toList()));
        }
        return named.getFirst().id();
    }
}
