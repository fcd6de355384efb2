// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Finds files of npm packages that are on the class path as WebJars.
final class WebJar {
    private WebJar() {}

    /// Returns the class path name of a package's file, in the version that is on the class path.
    static String file(String artifact, String path) {
        var properties = new Properties();
        try (var description =
                new PageFile(
                                "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties",
                                "text/plain")
                        .open()) {
            properties.load(description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/%s/%s/%s"
                .formatted(artifact, properties.getProperty("version"), path);
    }
}
