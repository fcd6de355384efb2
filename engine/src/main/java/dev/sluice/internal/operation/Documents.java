// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.graphql.IdleDirectives;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Catalog;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.validation.OperationValidationRule;
import graphql.validation.QueryComplexityLimits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses and validates documents, and caches valid ones. Safe for use by many threads after the
/// last call of `keep`.
public final class Documents {
    /// Without limits of its own, because the document's text has already passed Sluice's limits.
    private static final ParserOptions PARSER =
            ParserOptions.newParserOptions()
                    .captureLineComments(false)
                    .maxCharacters(Integer.MAX_VALUE)
                    .maxTokens(Integer.MAX_VALUE)
                    .maxWhitespaceTokens(Integer.MAX_VALUE)
                    .maxRuleDepth(Integer.MAX_VALUE)
                    .build();

    /// A parsed document takes up to about 200 bytes for each character.
    private static final int KEPT_CHARACTERS = 250_000;

    /// Limits the errors, so that a reply is not much larger than its request.
    private static final int MAX_ERRORS = 4;

    private final GraphQLSchema schema;
    private final RequestLimits limits;
    private final boolean introspection;
    private final Map<String, Document> staying = new HashMap<>();
    private final WeightedCache<String, Document> valid =
            new WeightedCache<>(KEPT_CHARACTERS, kept -> kept.getKey().length());

    /// @param introspection whether clients may read the schema
    public Documents(GraphQLSchema schema, RequestLimits limits, boolean introspection) {
        this.schema = schema;
        this.limits = limits;
        this.introspection = introspection;
    }

    /// Keeps valid documents permanently.
    ///
    /// @param known by text
    public void keep(Map<String, Document> known) {
        staying.putAll(known);
    }

    /// @param queriesOnly whether a mutation is refused, even if the schema does not have it
    /// @throws InvalidDocumentException if the document cannot be parsed or is not valid
    /// @throws Refusal LIMIT_EXCEEDED, METHOD_NOT_ALLOWED, or GRAPHQL_VALIDATION_FAILED if the
    ///   document reads the schema and clients may not
    public Document get(String text, @Nullable String operationName, boolean queriesOnly)
            throws InvalidDocumentException {
        var kept = staying.get(text);
        var known = kept == null ? valid.get(text) : kept;
        if (known != null) {
            requireQuery(known, operationName, queriesOnly);
            return known;
        }
        TextLimits.check(text, limits);
        var document = parsed(text);
        requireQuery(document, operationName, queriesOnly);
        DocumentLimits.check(document, limits, introspection);
        var errors = faults(document, schema);
        if (!errors.isEmpty()) {
            throw new InvalidDocumentException(firstOf(errors));
        }
        valid.put(text, document);
        return document;
    }

    private static void requireQuery(
            Document document, @Nullable String name, boolean queriesOnly) {
        var mutates =
                document.getDefinitionsOfType(OperationDefinition.class).stream()
                        .filter(operation -> name == null || name.equals(operation.getName()))
                        .anyMatch(operation ->
                                operation.getOperation() != OperationDefinition.Operation.QUERY);
        if (queriesOnly && mutates) {
            throw new Refusal(Reason.MUTATION_BY_GET);
        }
    }

    private static List<GraphQLError> firstOf(List<? extends GraphQLError> errors) {
        return List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }

    /// Returns whether a document fits a schema. Limits do not count.
    public static boolean isValid(Document document, GraphQLSchema schema) {
        return faults(document, schema).isEmpty();
    }

    /// Validates without graphql-java's own limits, which do not cover everything.
    private static List<? extends GraphQLError> faults(Document document, GraphQLSchema schema) {
        var faults = new ArrayList<>(IdleDirectives.faults(document));
        faults.addAll(
                ParseAndValidate.validate(
                        schema,
                        document,
                        rule -> rule != OperationValidationRule.GOOD_FAITH_INTROSPECTION,
                        Locale.ROOT,
                        QueryComplexityLimits.NONE));
        return faults;
    }

    private static Document parsed(String text) throws InvalidDocumentException {
        var parsed =
                ParseAndValidate.parse(
                        ExecutionInput.newExecutionInput(text)
                                .locale(Locale.ROOT)
                                .graphQLContext(Map.of(ParserOptions.class, PARSER))
                                .build());
        var fault = parsed.getSyntaxException();
        var document = parsed.getDocument();
        if (fault != null || document == null) {
            throw new InvalidDocumentException(
                    fault == null ? List.of() : List.of(fault.toInvalidSyntaxError()));
        }
        return document;
    }

    /// Returns the limits; the schema's depth replaces the deployment's setting.
    public static RequestLimits limits(Catalog catalog, RequestLimits settings) {
        var declared = catalog.limits();
        return declared == null ? settings : settings.with(Limit.DEPTH, declared.depth());
    }
}
