// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import dev.sluice.devtools.failure.Failure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Compiles Java files on the class path of this process.
///
/// It reports errors only. Error Prone, NullAway and warnings are for the build.
final class Compiler {
    private static final List<String> OPTIONS =
            List.of("-g", "-parameters", "-proc:none", "-nowarn", "-Xlint:none");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

    /// Returns the bytes of each class by its name.
    ///
    /// @param generated the text of more files, by path
    /// @throws Failure with every error, as `javac` prints it
    Map<String, byte[]> compile(Collection<Path> files, Map<String, String> generated) {
        var errors = new DiagnosticCollector<JavaFileObject>();
        var standard = javac.getStandardFileManager(errors, Locale.ENGLISH, StandardCharsets.UTF_8);
        var classes = new ClassesInMemory(standard);
        var all = new ArrayList<JavaFileObject>();
        standard.getJavaFileObjectsFromPaths(files).forEach(all::add);
        generated.forEach((path, text) -> all.add(new SourceInMemory(path, text)));
        var task = javac.getTask(null, classes, errors, OPTIONS, null, all);
        task.setLocale(Locale.ENGLISH);
        if (!task.call()) {
            throw Failure.input(
                    errors.getDiagnostics().stream()
                            .filter(each -> each.getKind() == Kind.ERROR)
                            .map(Object::toString)
                            .collect(Collectors.joining("\n")));
        }
        return classes.bytes();
    }
}
