// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.build.SchemaRecords;
import dev.sluice.resolver.Resolvers;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The project's Java resolvers, as its source files define them now: those of its class
/// `ApiResolvers`, which can be in any package.
///
/// If the project has no source files, the resolvers are those of the class path, or none.
public final class ProjectResolvers {
    private static final String TYPE = "ApiResolvers";
    private static final String ON_CLASS_PATH = "dev.sluice.function.ApiResolvers";

    private final JavaSources sources;
    private final KeptClasses kept;
    private final PrintStream log;
    private SortedMap<Path, String> compiled = new TreeMap<>();
    private SortedMap<String, String> generated = new TreeMap<>();
    private ClassLoader loader = ProjectResolvers.class.getClassLoader();
    private String type = ON_CLASS_PATH;

    /// @param kept the file that keeps the compiled classes for the next start
    /// @param log gets a line when files are compiled
    public ProjectResolvers(JavaSources sources, Path kept, PrintStream log) {
        this.sources = sources;
        this.kept = new KeptClasses(kept);
        this.log = log;
    }

    /// Compiles the files, and the Java types of the schema, if one has changed since the last call
    /// or the last start.
    ///
    /// @param name of the schema file, for messages
    /// @param schema the text of the schema file, which is valid
    /// @throws Failure if they do not compile, or define no resolvers
    public Resolvers read(String name, String schema) {
        var now = sources.read();
        var types = SchemaRecords.of(name, schema, named(now));
        if (!now.equals(compiled) || !types.equals(generated)) {
            var classes = classes(now, types);
            type = only(classes.keySet());
            loader = load(classes);
            compiled = now;
            generated = types;
        }
        return compiled.isEmpty() && !isOnClassPath() ? Resolvers.none() : defined();
    }

    /// Returns the classes that were kept of the same files, or compiles them.
    private Map<String, byte[]> classes(
            SortedMap<Path, String> files, SortedMap<String, String> types) {
        var input = CompilationInput.digest(System.getProperty("java.class.path"), files, types);
        var same = input == null ? null : kept.of(input);
        if (same != null) {
            return same;
        }
        log.printf("Compiling the Java files of %s: %d%n", sources.directory(), files.size());
        var classes = new Compiler().compile(files.keySet(), types);
        if (input != null && sources.read().equals(files)) {
            kept.keep(input, classes);
        }
        return classes;
    }

    private static Map<String, String> named(Map<Path, String> files) {
        var named = new TreeMap<String, String>();
        files.forEach((path, text) -> named.put(path.toString().replace('\\', '/'), text));
        return named;
    }

    private String only(Set<String> classes) {
        var named =
                classes.stream()
                        .filter(each -> each.equals(TYPE) || each.endsWith("." + TYPE))
                        .toList();
        if (named.size() != 1) {
            throw undefined();
        }
        return named.getFirst();
    }

    private static boolean isOnClassPath() {
        var file = "/" + ON_CLASS_PATH.replace('.', '/') + ".class";
        return ProjectResolvers.class.getResource(file) != null;
    }

    private ClassLoader load(Map<String, byte[]> classes) {
        try {
            return new CompiledClasses(classes, sources.resources());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resolvers defined() {
        try {
            var all = loader.loadClass(type).getMethod("all").invoke(null);
            return (Resolvers) Objects.requireNonNull(all);
        } catch (InvocationTargetException e) {
            throw Failure.input("%s.all() failed: %s".formatted(type, e.getCause()));
        } catch (LinkageError e) {
            throw Failure.input(
                    "%s cannot be loaded: %s"
                            .formatted(type, e.getCause() == null ? e : e.getCause()));
        } catch (ReflectiveOperationException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException e) {
            throw undefined();
        }
    }

    private Failure undefined() {
        return Failure.input(
                "%s defines no Java resolvers. Write one public class %s with a method `public static Resolvers all()`."
                        .formatted(sources.directory(), TYPE));
    }
}
