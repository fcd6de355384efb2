// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import software.amazon.lambda.powertools.logging.internal.LoggingManagerRegistry;

/// The level of the log, as `POWERTOOLS_LOG_LEVEL` sets it.
final class LogLevel {
    private @Nullable Level deployed;

    /// @param level null for the level of the deployment
    synchronized void set(@Nullable String level) {
        if (level == null && deployed == null) {
            return;
        }
        var manager = LoggingManagerRegistry.getLoggingManager();
        if (deployed == null) {
            deployed = manager.getLogLevel(LoggerFactory.getLogger("dev.sluice"));
        }
        manager.setLogLevel(level == null ? deployed : Level.valueOf(level));
    }
}
