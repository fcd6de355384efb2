// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.Limit;
import dev.sluice.policy.Refusal;
import dev.sluice.policy.RequestLimits;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import graphql.validation.GoodFaithIntrospectionExceeded;

import java.util.List;
import java.util.Locale;

/// Parses and validates documents, and keeps the valid ones it saw last. Safe for use by many
/// threads.
final class Documents {
    private static final int KEPT_CHARACTERS = 250_000;

    /// A reply may not be much larger than its request.
    private static final int MAX_ERRORS = 4;

    private final GraphQLSchema schema;
    private final RequestLimits limits;
    private final DocumentCache valid = new DocumentCache(KEPT_CHARACTERS);

    Documents(GraphQLSchema schema, RequestLimits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /// @throws InvalidDocumentException where the document cannot be parsed or is not valid
    /// @throws Refusal LIMIT_EXCEEDED
    Document get(ExecutionInput input) throws InvalidDocumentException {
        var known = valid.get(input.getQuery());
        if (known != null) {
            return known;
        }
        var document = parsed(input);
        var errors = faults(document);
        if (!errors.isEmpty()) {
            throw new InvalidDocumentException(firstOf(errors));
        }
        valid.put(input.getQuery(), document);
        return document;
    }

    private List<? extends GraphQLError> faults(Document document) {
        try {
            return ParseAndValidate.validate(schema, document, Locale.ROOT);
        } catch (GoodFaithIntrospectionExceeded _) {
            throw limits.exceeded(Limit.INTROSPECTION_LISTS);
        }
    }

    private static List<GraphQLError> firstOf(List<? extends GraphQLError> errors) {
        return List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }

    private Document parsed(ExecutionInput input) throws InvalidDocumentException {
        var parsed = ParseAndValidate.parse(input);
        var fault = parsed.getSyntaxException();
        if (fault instanceof ParseCancelledException
                || fault instanceof ParseCancelledTooDeepException
                || fault instanceof ParseCancelledTooManyCharsException) {
            throw limits.exceeded(Limit.DOCUMENT_TOKENS);
        }
        var document = parsed.getDocument();
        if (fault != null || document == null) {
            throw new InvalidDocumentException(
                    fault == null ? List.of() : List.of(fault.toInvalidSyntaxError()));
        }
        limits.require(
                Limit.FRAGMENTS, document.getDefinitionsOfType(FragmentDefinition.class).size());
        return document;
    }
}
