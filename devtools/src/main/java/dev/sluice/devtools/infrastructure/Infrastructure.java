// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The infrastructure of one schema, and the template file that should match it.
public final class Infrastructure {
    private final String text;
    private final TemplateContents needed;
    private final Path path;
    private final List<FixedTemplate> others;

    /// @throws Failure if no field of the schema reads or writes a table, or two tables cannot be
    ///   in one template
    public Infrastructure(Catalog catalog, Path path) {
        var template = new DataTemplate(catalog);
        this.text = template.text();
        this.needed = TemplateContents.of(template.node());
        this.path = path;
        this.others = FixedTemplate.of(catalog, path);
    }

    public int tables() {
        return needed.tables().size();
    }

    /// Returns the number of permissions. Each is one action on one table or index.
    public int permissions() {
        return needed.permissions().size();
    }

    /// Returns the differences between the files and the schema; empty if there are none.
    ///
    /// @throws Failure if the file is missing or cannot be read
    public List<Problem> differences() {
        return Stream.concat(
                        new Differences(TemplateFile.read(path), text, needed).problems().stream(),
                        others.stream().flatMap(FixedTemplate::differences))
                .toList();
    }

    /// Writes the file, and those beside it. Assumes that its present content is what is deployed.
    ///
    /// @return what the developer should know before a deployment, a line for each fact
    /// @throws Failure if no deployment could change the tables of the file to those that the
    ///   schema needs, or the file cannot be written
    public List<String> write() {
        var notices = new ArrayList<String>();
        if (Files.exists(path)) {
            var file = TemplateFile.read(path);
            refuse(new Refusals(file, needed).problems());
            var gone = new TreeSet<>(file.contents().tables().keySet());
            gone.removeAll(needed.tables().keySet());
            gone.forEach(table ->
                    notices.add(
                            "%s is no longer in the template: a deployment keeps the table, but no longer manages it."
                                    .formatted(table)));
            notices.addAll(new EarlyReads(file.contents(), needed).notices());
        }
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
            others.forEach(FixedTemplate::write);
        } catch (IOException e) {
            throw Failure.environment("The template %s cannot be written.".formatted(path));
        }
        return List.copyOf(notices);
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Failure.input(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }
}
