// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.document.VisibleSchema;
import dev.sluice.internal.schema.Catalog;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.SDLNamedDefinition;
import graphql.parser.Parser;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The contract of one API.
///
/// @param flags those that are on
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public record Contract(Catalog catalog, Set<String> flags) {
    public Contract {
        flags = Set.copyOf(flags);
    }

    /// Creates the contract that clients have if no setting shows a flagged field.
    public Contract(Catalog catalog) {
        this(catalog, Set.of());
    }

    /// Returns the schema exactly as introspection shows it to clients.
    public ClientSdl schema() {
        return new ClientSdl(visible(catalog.clientSchema()));
    }

    private Document visible(Document schema) {
        return VisibleSchema.of(schema, catalog.hiddenWithout(flags));
    }

    /// Returns the schema with the constraints, the error codes that it declares, owners and
    /// budgets in the descriptions.
    public ClientSdl schemaWithConstraints() {
        return new ClientSdl(visible(new Descriptions(catalog).complete()));
    }

    public ErrorCodes errors() {
        return new ErrorCodes(catalog);
    }

    /// Returns what Sluice adds to a schema file: the definitions of the schema language, and the
    /// connection types. Together with the file, it is a complete schema for an editor.
    ///
    /// @param file the text of the schema file
    public String additions(String file) {
        var known =
                Stream.of(file, SchemaFile.LANGUAGE_TEXT)
                        .map(new Parser()::parseDocument)
                        .flatMap(Contract::names)
                        .collect(Collectors.toSet());
        var generated =
                catalog.clientSchema().getDefinitionsOfType(SDLNamedDefinition.class).stream()
                        .filter(definition -> !known.contains(definition.getName()))
                        .map(AstPrinter::printAst)
                        .collect(Collectors.joining("\n"));
        return SchemaFile.LANGUAGE_TEXT + "\n" + generated;
    }

    private static Stream<String> names(Document document) {
        return document.getDefinitionsOfType(SDLNamedDefinition.class).stream()
                .map(SDLNamedDefinition::getName);
    }
}
