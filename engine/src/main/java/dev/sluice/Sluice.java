// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.DynamoDbStore;
import dev.sluice.internal.dynamodb.client.DynamoDbLink;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.dynamodb.cursor.CursorKeyring;
import dev.sluice.internal.execution.Engine;
import dev.sluice.internal.execution.EngineSettings;
import dev.sluice.internal.http.GraphQLOverHttp;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.operation.TrustedDocuments;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.snapstart.SnapStart;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.Tracer;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A GraphQL API, built from one schema file. Built once; safe for use by many threads.
///
/// ```java
/// var sluice = Sluice.builder().schema("schema.graphqls", text).settings(settings).build();
/// RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler = sluice.httpApi();
/// ```
public final class Sluice {
    private final Catalog catalog;
    private final GraphQLOverHttp service;
    private final Snapshot snapshot;

    /// Keeps the hooks alive, because CRaC holds them weakly. The handlers keep this object alive.
    private final List<SnapStart> hooks = new CopyOnWriteArrayList<>();

    private Sluice(Catalog catalog, GraphQLOverHttp service, Snapshot snapshot) {
        this.catalog = catalog;
        this.service = service;
        this.snapshot = snapshot;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Returns the compiled schema.
    public Catalog catalog() {
        return catalog;
    }

    /// Returns a handler for the events of an HTTP API (payload format 2.0) and of a Lambda
    /// function URL.
    public HttpApiHandler httpApi() {
        return new HttpApiHandler(service, this);
    }

    /// Returns a handler for the events of a REST API.
    public RestApiHandler restApi() {
        return new RestApiHandler(service, this);
    }

    /// Registers the hooks of Lambda SnapStart. They prime the function before its snapshot and
    /// renew it after each restore. Outside Lambda, nothing calls them.
    ///
    /// @param handler the handler that Lambda calls; priming sends sample requests to it
    /// @param restored runs after each restore
    /// @return the hooks, which live as long as this API and its handlers
    public SnapStart snapStart(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Runnable restored) {
        var registered = snapshot.hooks(handler, restored).register();
        hooks.add(registered);
        return registered;
    }

    /// Builds an API.
    public static final class Builder {
        private @Nullable Catalog catalog;
        private Resolvers resolvers = Resolvers.none();
        private List<TrustedDocument> trusted = List.of();
        private @Nullable Settings settings;
        private @Nullable DynamoDbClient client;
        private RequestListener listener = _ -> {};
        private Tracer tracer = Tracer.NONE;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /// @param name the schema file's name, for messages
        /// @throws dev.sluice.internal.schema.InvalidSchemaException with every problem of the
        ///   schema
        public Builder schema(String name, String text) {
            return catalog(SchemaCompiler.compile(name, text));
        }

        /// Uses a schema that is already compiled.
        public Builder catalog(Catalog catalog) {
            this.catalog = catalog;
            return this;
        }

        /// Sets exactly the resolvers that the schema names in `@resolver`. Default: none.
        public Builder resolvers(Resolvers resolvers) {
            this.resolvers = resolvers;
            return this;
        }

        /// Sets the trusted documents. Default: none.
        ///
        /// @param name the manifest's name, for messages
        /// @param manifest the text that [Operations#manifest] returns
        /// @throws dev.sluice.internal.operation.InvalidOperationsException if the text is not a
        ///   manifest
        public Builder trustedDocuments(String name, String manifest) {
            this.trusted = OperationManifest.read(name, manifest);
            return this;
        }

        /// Sets the settings. Default: read from the environment variables.
        public Builder settings(Settings settings) {
            this.settings = settings;
            return this;
        }

        /// Sets the client. Default: a client with the region and credentials of the environment.
        /// If you set one, you must renew its connections and credentials after a snapshot is
        /// restored.
        public Builder dynamoDb(DynamoDbClient client) {
            this.client = client;
            return this;
        }

        public Builder listener(RequestListener listener) {
            this.listener = listener;
            return this;
        }

        /// Sets the tracer. Default: no spans.
        public Builder tracer(Tracer tracer) {
            this.tracer = tracer;
            return this;
        }

        /// Sets the clock that gives `$now`. It also decides which items have expired.
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /// Builds the API.
        ///
        /// @throws IllegalStateException if no schema was given
        /// @throws dev.sluice.internal.computation.InvalidResolversException with every resolver
        ///   that the schema names and that was not given, and every one that was given and that
        ///   the schema does not name
        /// @throws dev.sluice.internal.operation.InvalidOperationsException with every problem of
        ///   the trusted documents
        /// @throws InvalidSettingException if a variable, or the secret that it names, cannot be
        ///   used
        public Sluice build() {
            if (catalog == null) {
                throw new IllegalStateException(
                        "No schema was given. Call schema(name, text) before build().");
            }
            var compiled = catalog;
            var known = settings == null ? Settings.from(System.getenv()) : settings;
            var link = client == null ? DynamoDbLink.ofEnvironment() : DynamoDbLink.of(client);
            var store = new DynamoDbStore(compiled, link, known::physicalName, clock);
            var keyring = keyring(known.cursorKeys());
            var cursors = new CursorCodec(keyring);
            var engine =
                    new Engine(
                            compiled,
                            resolvers,
                            store,
                            cursors,
                            new EngineSettings(
                                    known.introspection(),
                                    known.consumption(),
                                    known.limits(),
                                    new TrustedDocuments(known.trust(), trusted)),
                            clock);
            return new Sluice(
                    compiled,
                    new GraphQLOverHttp(engine, known.limits(), known.http(), listener, tracer),
                    new Snapshot(known, compiled, trusted, link, cursors, keyring, tracer));
        }

        private static CursorKeyring keyring(CursorKeySource source) {
            return switch (source) {
                case CursorKeySource.Given(var keys) -> CursorKeyring.of(keys);
                case CursorKeySource.Secret(var id) ->
                        new CursorSecret(SecretReader.of(id), InstantSource.system());
            };
        }
    }
}
