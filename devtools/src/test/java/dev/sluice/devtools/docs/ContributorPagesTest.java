// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages for contributors name rooms, types and files that are there.
class ContributorPagesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ENGINE = PROJECT.resolve("engine/src/main/java/dev/sluice");
    private static final Path ROOMS = ENGINE.resolve("internal");
    private static final Path PAGE = PROJECT.resolve("docs/architecture.md");
    private static final Path PICTURE = PROJECT.resolve("docs/images/architecture.svg");

    private static final Pattern ROOM_CELL = Pattern.compile("(?m)^\\|[^|]*\\|([^|]*)\\|[^|]*\\?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]*)(?:\\.[a-z]\\w*)?`");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*?) \\|");
    private static final Pattern DRAWN =
            Pattern.compile("class=\"(name|type)\"[^>]*>([^<]+)</text>");

    @Test
    void the_page_has_a_row_for_each_room() throws IOException {
        var listed =
                ROOM_CELL
                        .matcher(Files.readString(PAGE))
                        .results()
                        .flatMap(row -> CODE.matcher(row.group(1)).results())
                        .map(room -> room.group(1))
                        .collect(Collectors.toSet());
        var inCompiler = listed.contains("compile.*");
        assertThat(rooms())
                .filteredOn(room -> !(inCompiler && room.startsWith("compile.")))
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().filter(room -> !room.equals("compile.*")).toList());
    }

    @Test
    void the_types_that_the_page_names_are_there() throws IOException {
        var types = types();
        assertThat(TYPE.matcher(Files.readString(PAGE)).results().map(type -> type.group(1)))
                .hasSizeGreaterThan(50)
                .allMatch(types::contains);
    }

    @Test
    void the_picture_shows_rooms_and_types_that_are_there() throws IOException {
        var outside = Set.of("API Gateway", "DynamoDB");
        var rooms = rooms();
        var types = types();
        var drawn = DRAWN.matcher(Files.readString(PICTURE)).results().toList();
        assertThat(drawn).hasSizeGreaterThan(30);
        assertThat(drawn)
                .allSatisfy(text -> {
                    var known =
                            text.group(1).equals("name")
                                    ? Stream.concat(rooms.stream(), outside.stream()).toList()
                                    : types;
                    assertThat(known).containsAll(List.of(text.group(2).split(", ")));
                });
    }

    @Test
    void the_files_that_CONTRIBUTING_says_to_change_are_there() throws IOException {
        var page = Files.readString(PROJECT.resolve("CONTRIBUTING.md"));
        var cells =
                FIRST_CELL
                        .matcher(page.substring(page.indexOf("## How to add")))
                        .results()
                        .map(cell -> cell.group(1))
                        .toList();
        assertThat(cells).hasSizeGreaterThan(50);
        var types = types();
        var folder = PROJECT;
        for (var cell : cells) {
            for (var named : CODE.matcher(cell).results().map(code -> code.group(1)).toList()) {
                if (types.contains(named)) {
                    continue;
                }
                var file = file(named, folder);
                assertThat(file).as(cell).exists();
                folder = Files.isDirectory(file) ? file : file.getParent();
            }
        }
    }

    /// @param folder of the file that was named before it
    private static Path file(String named, Path folder) {
        return Stream.of(
                        ENGINE.resolve(named),
                        PROJECT.resolve(named),
                        folder.resolve(named),
                        folder.resolveSibling(named))
                .filter(Files::exists)
                .findFirst()
                .orElse(ENGINE.resolve(named));
    }

    private static List<String> rooms() throws IOException {
        try (var files = Files.walk(ROOMS)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> ROOMS.relativize(file.getParent()).toString().replace('/', '.'))
                    .toList();
        }
    }

    /// The simple names of all types of the project that have a file of their own.
    private static Set<String> types() throws IOException {
        var types = new HashSet<String>();
        try (var modules = Files.list(PROJECT)) {
            for (var sources : modules.map(module -> module.resolve("src")).toList()) {
                if (Files.isDirectory(sources)) {
                    try (var files = Files.walk(sources)) {
                        files.map(file -> file.getFileName().toString())
                                .filter(file -> file.endsWith(".java"))
                                .forEach(file -> types.add(file.replace(".java", "")));
                    }
                }
            }
        }
        return types;
    }
}
