// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.document.VisibleSchema;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;

import java.util.Set;

/// Lets `_service` answer with the schema that its caller sees.
final class SubgraphView {
    private SubgraphView() {}

    /// @param visible the schema without the hidden fields
    /// @param hidden `Type.field` of each hidden field
    static GraphQLCodeRegistry of(
            Catalog catalog, GraphQLCodeRegistry fetchers, Document visible, Set<String> hidden) {
        return catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .filter(field -> field.source() instanceof Source.Sdl)
                .findFirst()
                .map(field -> with(field, sdl(field, visible, hidden), fetchers))
                .orElse(fetchers);
    }

    private static String sdl(Field field, Document visible, Set<String> hidden) {
        var whole = Parser.parse(((Source.Sdl) field.source()).text());
        return AstPrinter.printAst(VisibleSchema.like(visible, whole, hidden));
    }

    private static GraphQLCodeRegistry with(Field field, String sdl, GraphQLCodeRegistry fetchers) {
        return fetchers.transform(builder ->
                builder.dataFetcher(
                        FieldCoordinates.coordinates(field.type(), field.name()),
                        (DataFetcher<?>) _ -> sdl));
    }
}
