// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.util.Properties;

/// Prints the version that the build wrote to the class path.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"sluice " + number()};
    }

    static String number() throws IOException {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        }
        return properties.getProperty("version", "");
    }
}
