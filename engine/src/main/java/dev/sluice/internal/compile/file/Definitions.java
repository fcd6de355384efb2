// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.MultiSourceReader;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;

import java.util.ArrayList;
import java.util.List;

/// The definitions of a file. A definition with a syntax error is reported and set aside, so that
/// the others can be checked.
///
/// @param aside the definitions that were set aside, except those that declare nothing
record Definitions(Document document, List<Piece> aside) {
    /// Ignores comments, because graphql-java would publish them as descriptions.
    private static final ParserOptions WITHOUT_COMMENTS =
            ParserOptions.getDefaultSdlParserOptions()
                    .transform(options -> options.captureLineComments(false));

    Definitions {
        aside = List.copyOf(aside);
    }

    /// Throws [dev.sluice.internal.schema.InvalidSchemaException] if it cannot separate the
    /// definitions.
    static Definitions parse(String name, String text, Problems problems) {
        try {
            return new Definitions(document(name, text), List.of());
        } catch (InvalidSyntaxException e) {
            var pieces = Piece.cut(text);
            return pieces == null || pieces.size() < 2
                    ? alone(e, problems)
                    : each(name, pieces, e, problems);
        }
    }

    private static Definitions alone(InvalidSyntaxException e, Problems problems) {
        var early = isEarly(e);
        problems.report(
                e.getLocation(),
                SchemaFile.WHOLE,
                early ? "the file ends too early" : fault(e),
                early
                        ? "close every brace and quote, and define the query type"
                        : "correct the syntax at this place");
        problems.throwIfAny();
        throw new IllegalStateException("a syntax error was not reported", e);
    }

    private static Definitions each(
            String name, List<Piece> pieces, InvalidSyntaxException whole, Problems problems) {
        var document = Document.newDocument();
        var aside = new ArrayList<Piece>();
        for (var piece : pieces) {
            try {
                document(name, piece.inPlace()).getDefinitions().forEach(document::definition);
            } catch (InvalidSyntaxException e) {
                report(e, piece, problems);
                aside.add(piece);
            }
        }
        return aside.isEmpty() ? alone(whole, problems) : new Definitions(document.build(), aside);
    }

    private static void report(InvalidSyntaxException e, Piece piece, Problems problems) {
        var name = piece.name();
        var early = isEarly(e);
        problems.report(
                e.getLocation(),
                name == null ? SchemaFile.WHOLE : name,
                early ? "the definition is incomplete" : fault(e),
                early ? "close its brackets, and complete it" : "correct the syntax at this place");
    }

    private static boolean isEarly(InvalidSyntaxException e) {
        return "<EOF>".equals(e.getOffendingToken());
    }

    private static String fault(InvalidSyntaxException e) {
        return Problems.sentence(String.valueOf(e.getMessage()));
    }

    private static Document document(String name, String text) {
        return Parser.parse(
                ParserEnvironment.newParserEnvironment()
                        .document(
                                MultiSourceReader.newMultiSourceReader()
                                        .string(text, name)
                                        .trackData(true)
                                        .build())
                        .parserOptions(WITHOUT_COMMENTS)
                        .build());
    }
}
