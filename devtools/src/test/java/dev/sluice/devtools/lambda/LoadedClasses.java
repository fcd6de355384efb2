// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The lines that a function's JVM logs about the classes that it loads, in order.
record LoadedClasses(List<String> lines) {
    /// Lambda's runtime client loads this class when the first event arrives.
    private static final String FIRST_EVENT =
            " com.amazonaws.services.lambda.runtime.api.client.api.LambdaContext ";

    /// Returns the variables of a function that logs them to a file, besides its usual options.
    static Map<String, String> logged(Path file) {
        var options = FunctionConfiguration.JVM_OPTIONS;
        return Map.of(options.getKey(), options.getValue() + " -Xlog:class+load:file=" + file);
    }

    static LoadedClasses of(Path file) throws IOException {
        return new LoadedClasses(Files.readAllLines(file));
    }

    /// Returns those that were loaded since the first event arrived.
    LoadedClasses sinceFirstEvent() {
        return new LoadedClasses(
                lines.stream().dropWhile(line -> !line.contains(FIRST_EVENT)).toList());
    }

    /// @param root of packages, such as `dev.sluice.`
    List<String> in(String root) {
        return lines.stream().filter(line -> line.contains(" " + root)).toList();
    }
}
