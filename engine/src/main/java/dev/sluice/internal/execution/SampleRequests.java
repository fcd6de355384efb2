// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.schema.Catalog;

import graphql.execution.TypeFromAST;
import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a request of each trusted document. Required variables get sample values, the others no
/// value.
public final class SampleRequests {
    private final GraphQLSchema schema;
    private final SampleValues values;

    public SampleRequests(Catalog catalog) {
        this.schema = ApiSchema.of(catalog);
        this.values = new SampleValues(catalog.constraints());
    }

    /// @param documents that fit the schema
    public List<SampleRequest> of(List<TrustedDocument> documents) {
        return documents.stream()
                .map(document ->
                        new SampleRequest(document, variables(Parser.parse(document.body()))))
                .toList();
    }

    private Map<String, Object> variables(Document document) {
        var samples = new HashMap<String, Object>();
        for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            for (var variable : operation.getVariableDefinitions()) {
                if (variable.getType() instanceof NonNullType
                        && variable.getDefaultValue() == null) {
                    var type = TypeFromAST.getTypeFromAST(schema, variable.getType());
                    samples.put(variable.getName(), values.of((GraphQLInputType) type));
                }
            }
        }
        return samples;
    }
}
