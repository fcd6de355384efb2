// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.Document;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.SDLNamedDefinition;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Finds the definition at a place of the file.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class Coordinates {
    private final Document document;

    Coordinates(Document document) {
        this.document = document;
    }

    /// Returns `Type.field`, `Type`, or the whole schema.
    String at(@Nullable SourceLocation place) {
        if (place == null
                || !(last(document.getDefinitions(), place)
                        instanceof SDLNamedDefinition<?> definition)) {
            return SchemaFile.WHOLE;
        }
        var fields =
                switch (definition) {
                    case ImplementingTypeDefinition<?> type -> type.getFieldDefinitions();
                    case InputObjectTypeDefinition type -> type.getInputValueDefinitions();
                    default -> List.<Node>of();
                };
        return last(fields, place) instanceof NamedNode<?> field
                ? definition.getName() + "." + field.getName()
                : definition.getName();
    }

    private static @Nullable Node last(List<? extends Node> nodes, SourceLocation place) {
        Node last = null;
        for (var node : nodes) {
            var at = node.getSourceLocation();
            if (at != null && !isAfter(at, place)) {
                last = node;
            }
        }
        return last;
    }

    private static boolean isAfter(SourceLocation one, SourceLocation other) {
        return one.getLine() > other.getLine()
                || (one.getLine() == other.getLine() && one.getColumn() > other.getColumn());
    }
}
