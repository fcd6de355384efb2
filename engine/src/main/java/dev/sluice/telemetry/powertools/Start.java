// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry.powertools;

import java.util.Locale;

/// What a request had to wait for before it began.
enum Start {
    /// An instance that started for it.
    COLD,
    /// An instance that was restored from a snapshot for it.
    RESTORED,
    /// Nothing.
    WARM;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
