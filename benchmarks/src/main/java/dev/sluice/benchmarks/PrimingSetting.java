// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.util.Locale;

/// What the function does before its snapshot: the values of its setting `SLUICE_PRIMING`.
enum PrimingSetting {
    NONE,
    DYNAMODB,
    FULL;

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
