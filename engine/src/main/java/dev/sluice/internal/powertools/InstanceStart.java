// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import java.util.Locale;

/// How the instance that answers a request was started.
enum InstanceStart {
    /// The instance started for this request.
    COLD,
    /// The instance was restored from a snapshot for this request.
    RESTORED,
    /// The instance was already running.
    WARM;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
