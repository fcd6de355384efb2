// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.execution.ResolverUses;
import dev.sluice.execution.resolvers.Computation;
import dev.sluice.execution.resolvers.Resolvers;
import dev.sluice.function.ApiResolvers;
import dev.sluice.schema.Catalog;
import dev.sluice.schema.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/// What the tutorial on resolvers tells a reader to write compiles, starts, and passes its test.
class ResolverTutorialTest {
    private static final Path PAGE = Path.of("../docs/tutorial/first-resolver.md");
    private static final Path SHOP =
            Path.of("../engine/src/test/resources/dev/sluice/whole-shop.graphqls");
    private static final Pattern LINE_TYPE = Pattern.compile("type OrderLine \\{\n[^}]*}\n");
    private static final Pattern FILE =
            Pattern.compile(
                    "^```java (\\w+)\\.java\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void the_schema_asks_for_the_resolver_and_starts_with_it() throws IOException {
        var catalog = changedShop();
        var uses = new ResolverUses(catalog);
        var missing = block("text").strip();

        assertThatThrownBy(() -> uses.require(ApiResolvers.all())).hasMessage(missing);
        uses.require(ApiResolvers.all().computes("lineAmount", Computation.each(_ -> null)));
        assertThat(uses.among(Resolvers.none()).byName()).isEmpty();
    }

    @Test
    void the_test_that_it_shows_passes(@TempDir Path directory) throws Exception {
        var sources =
                FILE.matcher(Files.readString(PAGE))
                        .results()
                        .map(file ->
                                write(directory.resolve(file.group(1) + ".java"), file.group(2)))
                        .toList();
        var classes = Files.createDirectory(directory.resolve("classes"));
        var options = new String[] {"-d", classes.toString(), sources.get(0), sources.get(1)};

        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var test =
                    loader.loadClass("dev.sluice.function.LineAmountTest").getDeclaredConstructor();
            test.setAccessible(true);
            var method = test.getDeclaringClass().getDeclaredMethod("an_amount_is_exact");
            method.setAccessible(true);
            method.invoke(test.newInstance());
        }
    }

    private static Catalog changedShop() throws IOException {
        var shop = Files.readString(SHOP);
        var changed = LINE_TYPE.matcher(shop).replaceFirst(_ -> quoted(block("graphql")));
        assertThat(changed).isNotEqualTo(shop);
        return SchemaCompiler.compile("schema.graphqls", changed);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static String block(String kind) {
        try {
            var blocks = Files.readString(PAGE).split("```" + kind + "\n", -1);
            return List.of(blocks).get(1).split("```", -1)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Path file, String text) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
