// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The deployed zip.
public record Artifact(Path zip) {

    /// @throws Failure if the zip does not exist
    public Artifact {
        if (!Files.isRegularFile(zip)) {
            throw Failure.environment(
                    "There is no artifact %s. Build it: mvn package -pl function -am"
                            .formatted(zip));
        }
    }

    /// Returns the text of a file in the zip.
    ///
    /// @throws Failure if the zip has no such file
    public String text(String name) {
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.getEntry(name);
            if (entry == null) {
                throw Failure.environment("The artifact %s has no %s.".formatted(zip, name));
            }
            try (var in = file.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Returns the full name of the class with a simple name, which can be in any package.
    ///
    /// @throws Failure if the zip does not have exactly one, outside of its libraries
    public String type(String simpleName) {
        var file = simpleName + ".class";
        try (var opened = new ZipFile(zip.toFile())) {
            var found =
                    opened.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.equals(file) || name.endsWith("/" + file))
                            .toList();
            if (found.size() != 1) {
                throw Failure.environment(
                        "The artifact %s must have one class %s, and has %d."
                                .formatted(zip, simpleName, found.size()));
            }
            return found.getFirst().replace(".class", "").replace('/', '.');
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Unpacks the zip as Lambda does.
    ///
    /// @param directory an empty directory
    /// @throws Failure if it is not a zip
    public void unpack(Path directory) {
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().filter(each -> !each.isDirectory()).toList()) {
                var target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException(entry.getName() + " is outside of the artifact");
                }
                Files.createDirectories(target.getParent());
                try (var in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Failure unreadable(IOException e) {
        return Failure.environment(
                "The artifact %s cannot be unpacked: %s".formatted(zip, e.getMessage()));
    }
}
