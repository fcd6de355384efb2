// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.util.Set;
import java.util.regex.Pattern;

/// Names of the schema as names of record components and enum constants.
final class JavaNames {
    private static final Pattern ESCAPED = Pattern.compile("(.+?)(_*)");
    private static final Set<String> RESERVED =
            Set.of(
                    // Keywords and literals
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "null",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "true",
                    "try",
                    "void",
                    "volatile",
                    "while",
                    "_",
                    // Names that a record component cannot have
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait");

    private JavaNames() {}

    /// Returns the name, with one more `_` if it is reserved or a reserved name with `_` at its
    /// end. So no two names become the same.
    static String escaped(String name) {
        return isReserved(name) ? name + "_" : name;
    }

    /// Returns the name that `escaped` was made from.
    static String original(String escaped) {
        return escaped.endsWith("_") && isReserved(escaped.substring(0, escaped.length() - 1))
                ? escaped.substring(0, escaped.length() - 1)
                : escaped;
    }

    private static boolean isReserved(String name) {
        var parts = ESCAPED.matcher(name);
        return parts.matches() && RESERVED.contains(parts.group(1));
    }
}
