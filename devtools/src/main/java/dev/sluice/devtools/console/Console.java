// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.identity.TokenMinter;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The developer's page: GraphiQL, with a picker for the caller, what the document can cost, and
/// what the request did. The page loads no file from other sites. The console serves only the files
/// that are named here.
public final class Console {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final List<String> SCRIPTS =
            List.of("console.js", "callers.js", "document.js", "picture.js");
    private static final List<String> BUNDLE =
            List.of("graphiql.js", "editor.worker.js", "json.worker.js", "graphql.worker.js");

    private Console() {}

    /// Returns the console's handlers by path.
    ///
    /// @param catalog returns the schema that is served now
    /// @param pictures null if the server does not know what its requests do
    public static Map<String, HttpHandler> routes(
            TokenMinter minter, Supplier<Catalog> catalog, @Nullable RequestPictures pictures) {
        var routes = new HashMap<String, HttpHandler>();
        routes.put("/", own("console.html", HTML));
        routes.put("/console/console.css", own("console.css", STYLE));
        SCRIPTS.forEach(name -> routes.put("/console/" + name, own(name, SCRIPT)));
        BUNDLE.forEach(name -> routes.put("/console/" + name, own("bundle/" + name, SCRIPT)));
        routes.put("/console/graphiql.css", own("bundle/graphiql.css", STYLE));
        routes.put("/console/callers.json", new CallersEndpoint(catalog, pictures != null));
        routes.put("/console/cost", new CostEndpoint(catalog));
        routes.put("/dev/token", new TokenEndpoint(minter));
        if (pictures != null) {
            routes.put("/console/request", new PictureEndpoint(pictures));
        }
        return routes;
    }

    private static HttpHandler own(String name, String contentType) {
        return new PageFile("/dev/sluice/devtools/console/" + name, contentType);
    }
}
