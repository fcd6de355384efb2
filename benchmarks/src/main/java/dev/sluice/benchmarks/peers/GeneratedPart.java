// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a page between two comments.
final class GeneratedPart {
    static final String BEGIN = "<!-- measured by ./benchmarks/peers: begin -->";
    static final String END = "<!-- measured by ./benchmarks/peers: end -->";

    private GeneratedPart() {}

    static void replace(Path page, String text) throws IOException {
        var whole = Files.readString(page);
        var begin = whole.indexOf(BEGIN);
        var end = whole.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("%s has no generated part".formatted(page));
        }
        Files.writeString(
                page,
                "%s\n\n%s\n\n%s"
                        .formatted(
                                whole.substring(0, begin + BEGIN.length()),
                                text.strip(),
                                whole.substring(end)));
    }
}
