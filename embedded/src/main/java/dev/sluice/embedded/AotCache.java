// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The AOT cache of DynamoDB Local's JVM ([JEP 514](https://openjdk.org/jeps/514)), from which it
/// starts in less time.
///
/// @param used null if there is none
/// @param recorded the file to record, or null
record AotCache(@Nullable Path used, @Nullable Path recorded) {

    /// Returns what the properties of this JVM name.
    static AotCache ofProperties() {
        var used = path("sluice.dynamodb-local.aot");
        return new AotCache(
                used != null && Files.isRegularFile(used) ? used : null,
                path("sluice.dynamodb-local.aot-output"));
    }

    private static @Nullable Path path(String property) {
        var value = System.getProperty(property);
        return value == null ? null : Path.of(value);
    }

    /// Returns the options of the JVM. If it cannot use the cache, it prints nothing and starts
    /// without it.
    List<String> options() {
        if (recorded != null) {
            return List.of("-XX:AOTCacheOutput=" + recorded, "-D" + EmbeddedServer.EXITS + "=true");
        }
        return used == null ? List.of() : List.of("-XX:AOTCache=" + used, "-Xlog:aot*=off");
    }

    /// Returns whether the JVM must exit by itself, because one that is killed records nothing.
    boolean isRecorded() {
        return recorded != null;
    }
}
