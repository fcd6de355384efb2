// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class ServeResolversTest {
    private static final String NAME = "  name: String!\n";

    @TempDir private Path home;
    private Path schema = Path.of("");
    private Path data = Path.of("");
    private Path sources = Path.of("");

    @BeforeEach
    void files() throws IOException {
        schema = Stations.schema(home);
        data = Stations.data(home);
        sources =
                Files.createDirectories(home.resolve("function/src/main/java/dev/sluice/function"));
        write("ApiResolvers", resolvers(""));
    }

    @Test
    void a_changed_resolver_is_served_and_a_wrong_one_is_not() throws Exception {
        write("Sign", sign("name + \"!\""));
        write("ApiResolvers", resolvers(".computes(\"sign\", Computation.each(Sign::of))"));
        Files.writeString(schema, withField("sign"));
        try (var serving = serve()) {
            serving.awaitReady();
            assertThat(field(serving, "sign")).contains("\"Harbour!\"");

            write("Sign", sign("nome + \"?\""));
            serving.awaitLog("Sign.java:10: error: cannot find symbol");
            serving.awaitLog("was not reloaded. The previous version is still served.");
            assertThat(field(serving, "sign")).contains("\"Harbour!\"");

            write("Sign", sign("name + \"?\""));
            serving.awaitLog("Compiling the Java files of " + home);
            serving.awaitLog("Reloaded " + schema);
            assertThat(field(serving, "sign")).contains("\"Harbour?\"");
        }
    }

    @Test
    void a_new_resolver_is_served_with_the_field_that_names_it() throws Exception {
        try (var serving = serve()) {
            serving.awaitReady();

            Files.writeString(schema, withField("sign"));
            serving.awaitLog("there is no resolver `sign`");
            serving.awaitLog("was not reloaded. The previous version is still served.");

            write("Sign", sign("name + \"!\""));
            write("ApiResolvers", resolvers(".computes(\"sign\", Computation.each(Sign::of))"));
            serving.awaitLog("Reloaded " + schema);
            assertThat(field(serving, "sign")).contains("\"Harbour!\"");
        }
    }

    @Test
    void a_changed_schema_alone_compiles_nothing() throws Exception {
        try (var serving = serve()) {
            serving.awaitReady();
            serving.awaitLog("Compiling ");

            Files.writeString(schema, Schemas.STATIONS + "# changed\n");

            assertThat(next(serving)).startsWith("Reloaded " + schema + " in ");
        }
    }

    @Test
    void it_does_not_start_with_a_resolver_that_does_not_compile() throws Exception {
        write("Sign", sign("nome"));
        try (var serving = serve()) {
            assertThat(serving.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(serving.process().exitValue()).isEqualTo(1);
            serving.awaitLog("Sign.java:10: error: cannot find symbol");
        }
    }

    /// Returns the next line on stderr that is not a note about the schema.
    private static String next(Serving serving) throws InterruptedException {
        var line = serving.awaitLog("");
        while (line.startsWith("note: ")) {
            line = serving.awaitLog("");
        }
        return line;
    }

    private Serving serve() throws IOException {
        return new Serving(home, "--schema", schema.toString(), "--data", data.toString());
    }

    private static String withField(String name) {
        return Schemas.STATIONS.replace(
                NAME,
                NAME
                        + "  %1$s: String! @resolver(name: \"%1$s\", needs: [\"name\"])\n"
                                .formatted(name));
    }

    private static String field(Serving serving, String name) throws Exception {
        return serving.publicQuery("{ station(id: \"s1\") { %s } }".formatted(name)).body();
    }

    private void write(String type, String text) throws IOException {
        Files.writeString(sources.resolve(type + ".java"), text);
    }

    private static String resolvers(String calls) {
        return """
        package dev.sluice.function;

        import dev.sluice.resolver.Computation;
        import dev.sluice.resolver.Resolvers;

        public final class ApiResolvers {
            public static Resolvers all() {
                return Resolvers.none()%s;
            }
        }
        """
                .formatted(calls);
    }

    private static String sign(String expression) {
        return """
        package dev.sluice.function;

        import dev.sluice.resolver.Values;

        final class Sign {
            private Sign() {}

            static String of(Values station) {
                var name = station.string("name");
                return %s;
            }
        }
        """
                .formatted(expression);
    }
}
