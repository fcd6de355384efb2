// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// What goes wrong between the function and DynamoDB.
///
/// @param specs as given on the command line
/// @param file more of them, one a line; its changes are loaded. Null for none
/// @param seed of the random choice of requests
public record FaultOptions(List<String> specs, @Nullable Path file, long seed) {
    public FaultOptions {
        specs = List.copyOf(specs);
    }

    public boolean isNone() {
        return specs.isEmpty() && file == null;
    }
}
