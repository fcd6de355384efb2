// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.console.RequestPictures;
import dev.sluice.devtools.gateway.Integration;
import dev.sluice.devtools.gateway.LocalServer;
import dev.sluice.devtools.identity.SigningKey;
import dev.sluice.devtools.resolvers.ProjectResolvers;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.SettingsEvent;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;

/// One schema file, served over HTTP until it is closed.
public final class DevServer implements Server {
    private final ServeOptions options;
    private final PrintStream log;
    private final LocalServer server;
    private @Nullable Database database;
    private @Nullable FunctionClient client;
    private @Nullable FileWatch watch;
    private @Nullable LocalEvents events;

    private DevServer(ServeOptions options, PrintStream log) {
        this.options = options;
        this.log = log;
        this.server = LocalServer.bind(options.host(), options.port());
    }

    /// Returns when the server answers requests.
    ///
    /// @param log gets a line for each request, notices, and the reason if a change was not loaded
    /// @throws Failure if the server cannot start
    public static DevServer start(ServeOptions options, PrintStream log) {
        var server = new DevServer(options, log);
        try {
            server.run();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /// Starts DynamoDB first, because that takes longest, and prepares everything else meanwhile.
    /// An embedded one also gets its tables and data meanwhile. Another one is changed only if
    /// everything else is valid.
    private void run() {
        var requests = new ServeLog(log, options.style());
        var pictures = new RequestPictures();
        var builder = new ApiBuilder(options.environment(), both(requests, pictures), pictures);
        var opening = Background.start(() -> Database.open(options.store(), builder.tableNames()));
        try {
            serve(requests, pictures, builder, opening);
        } catch (RuntimeException e) {
            if (database == null) {
                opening.discard(Database::close);
            }
            throw e;
        }
    }

    private void serve(
            ServeLog requests,
            RequestPictures pictures,
            ApiBuilder builder,
            Background<Database> opening) {
        var files =
                new ServedFiles(
                        options.schema(),
                        options.operations(),
                        options.resolvers(),
                        options.store().data());
        var seen = files.content();
        var schema = SchemaSource.read(options.schema());
        var data = new DataLoading(options.store().data(), log);
        var resolvers =
                new ProjectResolvers(
                        options.resolvers(), options.keys().resolve("resolvers.classes"), log);
        var catalog = schema.compile();
        var filling =
                options.store().dynamoDb() == null
                        ? Background.start(() -> filled(opening.join(), data, catalog))
                        : null;
        options.editor().write(schema.text(), catalog);
        var operations = options.operations().manifest(catalog);
        var served = resolvers.read(schema.name(), schema.text());
        database = opening.join();
        client = FunctionClient.open(options.store().faults(), database, catalog, log);
        var watched = pictures.watching(client.client());
        var first = builder.build(schema, catalog, operations, served, watched);
        first.catalog().notices().forEach(notice -> log.println("note: " + notice));
        var stored = filling == null ? filled(database, data, catalog) : filling.join();
        var api = new LiveApi(first);
        var concurrency = options.concurrency();
        var integration = new Integration(api, DeployedFunction.TIMEOUT, concurrency, concurrency);
        var key = SigningKey.in(options.keys());
        events = LocalEvents.start(database, api::catalog, options.events(), log);
        server.start(Routes.of(integration, api::catalog, pictures, key, builder.cors(), requests));
        var reload =
                new Reload(
                        options.schema(),
                        options.editor(),
                        options.operations(),
                        resolvers,
                        builder,
                        watched,
                        stored,
                        api,
                        log);
        watch = new FileWatch(files::content, seen, reload::run);
    }

    private static StoredData filled(Database database, DataLoading data, Catalog catalog) {
        var stored = new StoredData(database, data);
        var _ = stored.follow(catalog);
        return stored;
    }

    private static RequestListener both(ServeLog requests, RequestPictures pictures) {
        return new RequestListener() {
            @Override
            public void answered(RequestEvent event) {
                requests.answered(event);
                pictures.answered(event);
            }

            @Override
            public void settings(SettingsEvent event) {
                requests.settings(event);
            }
        };
    }

    @Override
    public int port() {
        return server.port();
    }

    /// Returns the file whose changes are loaded.
    public Path schema() {
        return options.schema();
    }

    /// Answers the requests that have arrived, then closes the port and an embedded DynamoDB.
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        server.close();
        if (events != null) {
            events.close();
        }
        if (client != null) {
            client.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
