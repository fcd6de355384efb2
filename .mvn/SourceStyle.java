// SPDX-License-Identifier: Apache-2.0
import com.google.googlejavaformat.java.Main;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

static final String HEADER = "// SPDX-License-Identifier: Apache-2.0\n";

/// Checks or fixes the style of every Java source file: the licence header is its first line, and
/// the rest is formatted by google-java-format, AOSP style.
///
/// Arguments: the project's directory, then `check` or `format`. A check prints the files that need
/// formatting, and leaves `target/misformatted` behind for the build to find.
void main(String[] args) throws Exception {
    var root = Path.of(args[0]);
    var sources = sources(root);
    var misformatted = root.resolve("target/misformatted");
    Files.deleteIfExists(misformatted);
    if (args[1].equals("format")) {
        addHeaders(sources);
        format(sources, "--replace");
    } else if (!haveHeaders(sources) | !format(sources, "--dry-run", "--set-exit-if-changed")) {
        Files.createFile(misformatted);
    }
}

List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
        return files.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !root.relativize(file).toString().matches("(.*/)?target/.*"))
                .sorted()
                .toList();
    }
}

boolean haveHeaders(List<Path> sources) throws IOException {
    var complete = true;
    for (var source : sources) {
        if (!Files.readString(source).startsWith(HEADER)) {
            IO.println(source + ": the first line is not " + HEADER.strip());
            complete = false;
        }
    }
    return complete;
}

void addHeaders(List<Path> sources) throws IOException {
    for (var source : sources) {
        var text = Files.readString(source);
        if (!text.startsWith(HEADER)) {
            Files.writeString(source, HEADER + text);
        }
    }
}

/// Long strings stay as they are written: cut automatically, they need a second pass to settle.
boolean format(List<Path> sources, String... options) throws Exception {
    var style = Stream.of("--aosp", "--skip-reflowing-long-strings");
    var arguments =
            Stream.of(style, Stream.of(options), sources.stream().map(Path::toString))
                    .flatMap(stream -> stream);
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    return new Main(out, err, System.in).format(arguments.toArray(String[]::new)) == 0;
}
