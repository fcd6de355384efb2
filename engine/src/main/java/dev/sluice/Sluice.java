// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.DynamoDbStore;
import dev.sluice.internal.dynamodb.client.DynamoDbLink;
import dev.sluice.internal.dynamodb.client.InstanceMemory;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.dynamodb.cursor.CursorKeyring;
import dev.sluice.internal.execution.Engine;
import dev.sluice.internal.execution.EngineSettings;
import dev.sluice.internal.http.GraphQLOverHttp;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.internal.opentelemetry.InvalidOpenTelemetryException;
import dev.sluice.internal.opentelemetry.OpenTelemetryTracer;
import dev.sluice.internal.operation.CheckedSchema;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.operation.TrustedDocuments;
import dev.sluice.internal.policy.RequestPolicies;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.powertools.PowertoolsReporter;
import dev.sluice.internal.powertools.TelemetrySettings;
import dev.sluice.internal.powertools.XRayTracer;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.snapstart.SnapStart;
import dev.sluice.internal.snapstart.StreamedHandler;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.Tracer;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A GraphQL API, built from one schema file. Built once; safe for use by many threads.
///
/// ```java
/// var sluice = Sluice.builder().schema("schema.graphqls", text).settings(settings).build();
/// RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler = sluice.httpApi();
/// ```
public final class Sluice {
    private final GraphQLOverHttp service;
    private final Snapshot snapshot;

    /// Keeps the hooks alive, because CRaC holds them weakly. The handlers keep this object alive.
    private final List<SnapStart> hooks = new CopyOnWriteArrayList<>();

    private Sluice(GraphQLOverHttp service, Snapshot snapshot) {
        this.service = service;
        this.snapshot = snapshot;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Returns a handler for the events of an HTTP API (payload format 2.0) and of a Lambda
    /// function URL.
    public RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> httpApi() {
        return new HttpApiHandler(service, this);
    }

    /// Returns a handler for the events of a REST API.
    public RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> restApi() {
        return new RestApiHandler(service, this);
    }

    /// Registers the hooks of Lambda SnapStart. They prime the function before its snapshot and
    /// renew it after each restore. Outside Lambda, nothing calls them.
    ///
    /// The hooks live as long as this API and its handlers.
    ///
    /// @param handler the handler that Lambda calls; priming sends sample requests to it
    public void snapStart(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
        hooks(handler, Snapshot.REPEATING);
    }

    /// Like the other method, for a handler of streams.
    public void snapStart(RequestStreamHandler handler) {
        snapStart(new StreamedHandler(handler));
    }

    SnapStart hooks(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Duration repeating) {
        var registered = snapshot.hooks(handler, repeating).register();
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
        private BiFunction<TelemetrySettings, Tracer, RequestListener> listener = (_, _) -> _ -> {};
        private Function<Settings, Tracer> tracer = _ -> Tracer.NONE;
        private InstantSource clock = InstantSource.system();
        private boolean readAhead = true;
        private boolean inPlace = true;

        private Builder() {}

        /// @param name the schema file's name, for messages
        /// @throws IllegalArgumentException with every problem of the schema
        public Builder schema(String name, String text) {
            return catalog(CheckedSchema.compile(name, text));
        }

        Builder catalog(Catalog catalog) {
            this.catalog = catalog;
            return this;
        }

        /// Sets whether reads whose keys are known start in the first wave. Default: they do.
        Builder readAhead(boolean does) {
            this.readAhead = does;
            return this;
        }

        /// Sets whether Sluice answers objects itself. Default: it does.
        Builder inPlace(boolean does) {
            this.inPlace = does;
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
        /// @param manifest the text that `sluice manifest` prints
        /// @throws IllegalArgumentException if the text is not a manifest
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

        /// Sets the listener. Default: none.
        public Builder listener(RequestListener listener) {
            this.listener = (_, _) -> listener;
            return this;
        }

        /// Sets the tracer. Default: no spans.
        public Builder tracer(Tracer tracer) {
            this.tracer = _ -> tracer;
            return this;
        }

        /// Reports each request as docs/reference/telemetry.md says, through Powertools for AWS
        /// Lambda: a line of JSON, metrics, and spans, which the library of the settings makes.
        /// Replaces the listener and the tracer.
        public Builder powertools() {
            listener = PowertoolsReporter::new;
            tracer = Builder::tracer;
            return this;
        }

        private static Tracer tracer(Settings settings) {
            try {
                return switch (settings.tracingLibrary()) {
                    case POWERTOOLS -> new XRayTracer();
                    case OPENTELEMETRY -> OpenTelemetryTracer.ofEnvironment();
                };
            } catch (InvalidOpenTelemetryException e) {
                throw new InvalidSettingException(
                        e.variable(), "as docs/how-to/opentelemetry.md says");
            }
        }

        /// Sets the clock that gives `$now`. It also decides which items have expired.
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /// Builds the API.
        ///
        /// @throws IllegalStateException if no schema was given
        /// @throws IllegalArgumentException with every resolver that the schema names and that was
        ///   not given, and every one that was given and that the schema does not name; or with
        ///   every problem of the trusted documents
        /// @throws InvalidSettingException if a variable, or the secret that it names, cannot be
        ///   used
        public Sluice build() {
            if (catalog == null) {
                throw new IllegalStateException(
                        "No schema was given. Call schema(name, text) before build().");
            }
            var compiled = catalog;
            var known = settings == null ? Settings.from(System.getenv()) : settings;
            var breakers = known.breakers() ? Breakers.on(InstantSource.system()) : Breakers.off();
            var link =
                    client == null
                            ? DynamoDbLink.ofEnvironment(breakers)
                            : DynamoDbLink.of(client, breakers);
            var store =
                    new DynamoDbStore(
                            compiled,
                            link,
                            known::physicalName,
                            new InstanceMemory(known.instanceReadBytes()),
                            clock);
            var keyring = keyring(known.cursorKeys());
            var cursors = new CursorCodec(keyring);
            var deployed = known.policy(compiled);
            var engine =
                    new Engine(
                            compiled,
                            resolvers,
                            breakers,
                            store,
                            cursors,
                            new EngineSettings(
                                    deployed,
                                    known.consumption(),
                                    known.callerLimitFailsOpen(),
                                    readAhead,
                                    inPlace,
                                    new TrustedDocuments(trusted)),
                            clock);
            var spans = tracer.apply(known);
            var reporter = listener.apply(known.telemetry(), spans);
            var policies = policies(known.liveSettings(), deployed, reporter);
            return new Sluice(
                    new GraphQLOverHttp(engine, policies, known.http(), reporter, spans),
                    new Snapshot(
                            known, compiled, trusted, link, store, breakers, cursors, keyring,
                            policies, reporter, spans));
        }

        private static RequestPolicies policies(
                @Nullable LiveSource source, RequestPolicy deployed, RequestListener listener) {
            return source == null
                    ? _ -> deployed
                    : new LivePolicies(
                            source.reader(),
                            source.interval(),
                            deployed,
                            listener,
                            InstantSource.system());
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
