// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import com.sun.net.httpserver.HttpHandler;

import dev.sluice.devtools.identity.TokenMinter;
import dev.sluice.internal.schema.Catalog;

import java.util.Map;
import java.util.function.Supplier;

/// The developer's page: GraphiQL, with a picker for the caller. The page loads no file from other
/// sites. The console serves only the files that are named here.
public final class Console {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private Console() {}

    /// Returns the console's handlers by path.
    ///
    /// @param catalog returns the schema that is served now
    public static Map<String, HttpHandler> routes(TokenMinter minter, Supplier<Catalog> catalog) {
        return Map.of(
                "/", own("console.html", HTML),
                "/console/console.js", own("console.js", SCRIPT),
                "/console/console.css", own("console.css", STYLE),
                "/console/react.js", library("react", "umd/react.production.min.js", SCRIPT),
                "/console/react-dom.js",
                        library("react-dom", "umd/react-dom.production.min.js", SCRIPT),
                "/console/graphiql.js", library("graphiql", "graphiql.min.js", SCRIPT),
                "/console/graphiql.css", library("graphiql", "graphiql.min.css", STYLE),
                "/console/callers.json", new CallersEndpoint(catalog),
                "/dev/token", new TokenEndpoint(minter));
    }

    private static HttpHandler own(String name, String contentType) {
        return new PageFile("/dev/sluice/devtools/console/" + name, contentType);
    }

    private static HttpHandler library(String artifact, String path, String contentType) {
        return new PageFile(WebJar.file(artifact, path), contentType);
    }
}
