// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.Admission;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.operation.FixedBounds;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.operation.TrustedOperations;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.schema.Catalog;

import graphql.language.Document;
import graphql.schema.GraphQLSchema;

import java.util.Map;

/// Makes the view of a policy, and keeps it until the policy changes. Trusted documents are checked
/// once, against the policy of the deployment. Safe for use by many threads.
final class SchemaViews {
    private final Catalog catalog;
    private final GraphQLSchema schema;
    private final Map<String, Document> trusted;
    private final FixedBounds bounds;
    private volatile SchemaView last;

    /// @throws InvalidOperationsException if a trusted document does not fit the schema
    SchemaViews(Catalog catalog, GraphQLSchema schema, EngineSettings settings) {
        this.catalog = catalog;
        this.schema = schema;
        var deployed = settings.deployed();
        var documents = new Documents(schema, deployed.limits(), deployed.introspection());
        var costs = new OperationCosts(catalog, schema, deployed.limits(), documents);
        this.trusted = new TrustedOperations(costs).parsed(settings.trusted().all());
        this.bounds = new FixedBounds(schema, costs, trusted.values());
        this.last = view(deployed);
    }

    SchemaView of(RequestPolicy policy) {
        var view = last;
        if (!view.policy().equals(policy)) {
            view = view(policy);
            last = view;
        }
        return view;
    }

    private SchemaView view(RequestPolicy policy) {
        var documents = new Documents(schema, policy.limits(), policy.introspection());
        documents.keep(trusted);
        return new SchemaView(
                policy, documents, new Admission(catalog, schema, policy.limits(), bounds));
    }
}
