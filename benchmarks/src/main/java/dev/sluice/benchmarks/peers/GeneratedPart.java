// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a page between two comments, which shows one axis.
final class GeneratedPart {
    private GeneratedPart() {}

    static String begin(Axis axis) {
        return "<!-- measured by ./benchmarks/peers --axis %s: begin -->".formatted(axis);
    }

    static String end(Axis axis) {
        return "<!-- measured by ./benchmarks/peers --axis %s: end -->".formatted(axis);
    }

    static void replace(Path page, Axis axis, String text) throws IOException {
        var whole = Files.readString(page);
        var begin = whole.indexOf(begin(axis));
        var end = whole.indexOf(end(axis));
        if (begin < 0 || end < begin) {
            throw new IOException("%s has no generated part of %s".formatted(page, axis));
        }
        Files.writeString(
                page,
                "%s\n\n%s\n\n%s"
                        .formatted(
                                whole.substring(0, begin + begin(axis).length()),
                                text.strip(),
                                whole.substring(end)));
    }
}
