// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.SourceLocation;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A text in quotes and its position in the file.
public record Text(String value, @Nullable SourceLocation at) {

    public static Text of(StringValue literal) {
        return new Text(Objects.requireNonNull(literal.getValue()), literal.getSourceLocation());
    }
}
