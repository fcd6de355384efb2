// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A local repository of Maven with this build's artifacts, as `mvn install` would write them. All
/// other artifacts are links to the repository of this build, so that Maven can work offline.
public final class LocalRepository {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> POMS = List.of(".", "bom", "project");
    private static final List<String> JARS = List.of("embedded", "engine", "test-kit", "devtools");

    private final Path directory;
    private final String built;

    /// @param directory does not exist
    /// @param built the version of this build
    public LocalRepository(Path directory, String built) throws IOException {
        this.directory = directory;
        this.built = built;
        link(ofThisBuild(), directory, "dev");
        link(ofThisBuild().resolve("dev"), directory.resolve("dev"), "sluice");
    }

    /// Installs this build's artifacts under a version.
    public void install(String version) throws IOException {
        for (var module : POMS) {
            var name = module.equals(".") ? "parent" : module;
            installPom(module, name, version);
        }
        for (var module : JARS) {
            var name = module.equals("test-kit") ? "test" : module;
            var target = installPom(module, name, version);
            Files.copy(
                    PROJECT.resolve("%s/target/sluice-%s-%s.jar".formatted(module, name, built)),
                    target.resolve("sluice-%s-%s.jar".formatted(name, version)),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path installPom(String module, String name, String version) throws IOException {
        var artifact = "sluice-" + name;
        var target =
                Files.createDirectories(
                        directory.resolve("dev/sluice/%s/%s".formatted(artifact, version)));
        var text = Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
        Files.writeString(
                target.resolve("%s-%s.pom".formatted(artifact, version)),
                text.replace("version>" + built + "</", "version>" + version + "</"));
        return target;
    }

    /// Surefire and Failsafe set the property.
    private static Path ofThisBuild() {
        var home = Path.of(System.getProperty("user.home"), ".m2", "repository");
        return Path.of(System.getProperty("localRepository", home.toString()));
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var entries = Files.list(from)) {
            for (var entry : (Iterable<Path>) entries::iterator) {
                if (!entry.endsWith(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
