// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.authorization.Flags;
import dev.sluice.internal.document.VisibleSchema;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.mutation.SerialMutations;
import dev.sluice.internal.operation.Admission;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.operation.FixedBounds;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.operation.TrustedOperations;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.resolver.Caller;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Makes the view that a caller has under a policy, and keeps it until the policy changes. Callers
/// with the same flags share a view. Trusted documents are checked once, against the whole API and
/// the policy of the deployment. Safe for use by many threads.
final class SchemaViews {
    /// The most combinations of flags that are kept.
    private static final int KEPT = 16;

    private final Catalog catalog;
    private final GraphQLCodeRegistry fetchers;
    private final Set<String> flags;
    private final Map<String, Document> trusted;
    private final FixedBounds bounds;
    private final boolean inPlace;
    private final Map<Set<String>, VisibleApi> apis = new RecentlyUsed<>(KEPT);
    private final Map<Set<String>, SchemaView> views = new RecentlyUsed<>(KEPT);
    private RequestPolicy policy;

    /// @throws InvalidOperationsException if a trusted document does not fit the schema
    SchemaViews(Catalog catalog, GraphQLCodeRegistry fetchers, EngineSettings settings) {
        this.catalog = catalog;
        this.fetchers = fetchers;
        this.flags = catalog.flags().keySet();
        this.policy = settings.deployed();
        this.inPlace = settings.inPlace();
        var schema = ApiSchema.of(catalog, fetchers);
        var documents = new Documents(schema, policy.limits(), policy.introspection());
        var costs = new OperationCosts(catalog, schema, policy.limits(), documents);
        this.trusted = new TrustedOperations(costs).parsed(settings.trusted().all());
        this.bounds = new FixedBounds(schema, costs, trusted.values());
        apis.put(flags, new VisibleApi(schema, graphQl(schema), trusted));
        var _ = of(policy, Caller.anonymous());
    }

    synchronized SchemaView of(RequestPolicy current, Caller caller) {
        if (!policy.equals(current)) {
            policy = current;
            views.clear();
        }
        return views.computeIfAbsent(Flags.on(flags, current, caller), this::view);
    }

    private SchemaView view(Set<String> on) {
        var api = apis.computeIfAbsent(on, this::api);
        var documents = new Documents(api.schema(), policy.limits(), policy.introspection());
        documents.keep(api.trusted());
        return new SchemaView(
                policy,
                documents,
                new Admission(catalog, api.schema(), policy.limits(), bounds),
                api.graphQl());
    }

    private VisibleApi api(Set<String> on) {
        var hidden = catalog.hiddenWithout(on);
        var visible = VisibleSchema.of(catalog.clientSchema(), hidden);
        var schema = ApiSchema.of(visible, SubgraphView.of(catalog, fetchers, visible, hidden));
        var known = new HashMap<>(trusted);
        known.values().removeIf(document -> !Documents.isValid(document, schema));
        return new VisibleApi(schema, graphQl(schema), known);
    }

    private GraphQL graphQl(GraphQLSchema schema) {
        var faults = new FetchFaults();
        return GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(faults)
                .queryExecutionStrategy(
                        inPlace ? new ObjectStrategy(faults) : new AsyncExecutionStrategy(faults))
                .mutationExecutionStrategy(new SerialMutations(faults))
                .preparsedDocumentProvider(
                        (input, _) -> CompletableFuture.completedFuture(document(input)))
                .build();
    }

    private static PreparsedDocumentEntry document(ExecutionInput input) {
        return new PreparsedDocumentEntry(
                RequestScope.of(input.getGraphQLContext()).operation().document());
    }
}
