// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// Where live settings are read.
sealed interface LiveSource {
    /// Source: AWS Systems Manager API Reference, "GetParameter", `Name`.
    Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.:/-]{1,2048}");

    String FILE = "file:";

    /// Returns how long settings that were read stay in use before they are read again.
    Duration interval();

    Reader reader();

    /// @throws IllegalArgumentException if the text is neither a parameter nor a file
    static LiveSource of(String text) {
        if (text.startsWith(FILE)) {
            return new File(Path.of(text.substring(FILE.length())));
        }
        if (!PARAMETER.matcher(text).matches()) {
            throw new IllegalArgumentException("neither a parameter nor a file");
        }
        return new Parameter(text);
    }

    /// Reads the text of the settings.
    @FunctionalInterface
    interface Reader {
        /// @param limit how long one step of the reading may take
        /// @throws IOException if the text cannot be read
        String read(Duration limit) throws IOException;
    }

    /// A parameter in AWS Systems Manager.
    ///
    /// @param name its name or ARN
    record Parameter(String name) implements LiveSource {
        @Override
        public Duration interval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Reader reader() {
            return ParameterReader.of(name);
        }
    }

    /// A file, for a laptop. It is read for each request.
    record File(Path path) implements LiveSource {
        @Override
        public Duration interval() {
            return Duration.ZERO;
        }

        @Override
        public Reader reader() {
            return _ -> Files.readString(path);
        }
    }
}
