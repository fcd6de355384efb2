// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

/// Spells the path of a value for messages: `input.lines[1].unitPrice`.
final class Paths {
    private Paths() {}

    static String member(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String element(String path, int place) {
        return "%s[%d]".formatted(path, place);
    }
}
