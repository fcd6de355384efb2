// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The operations of a client, as its build wrote them. Requests name an operation by the id that
/// the build computed, in whichever way.
///
/// @param name for messages
/// @param bodies the text of each operation with its fragments, by id
public record ClientManifest(String name, Map<String, String> bodies) implements OperationSource {
    public ClientManifest {
        bodies = Collections.unmodifiableMap(new LinkedHashMap<>(bodies));
    }
}
