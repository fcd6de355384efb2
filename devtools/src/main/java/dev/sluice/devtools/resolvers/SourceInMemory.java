// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import java.net.URI;

import javax.tools.SimpleJavaFileObject;

/// The text of a Java file that is in no directory.
final class SourceInMemory extends SimpleJavaFileObject {
    private final String text;

    /// @param path below the directory of the sources
    SourceInMemory(String path, String text) {
        super(URI.create("generated:///" + path), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
