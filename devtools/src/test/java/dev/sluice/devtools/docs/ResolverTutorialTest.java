// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.function.ApiResolvers;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.computation.ResolverUses;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// The code in the tutorial on resolvers compiles, passes its test, and is served.
class ResolverTutorialTest {
    private static final Path PAGE = Path.of("../docs/tutorial/first-resolver.md");
    private static final Path ORDER_PRICE =
            Path.of("src/test/java/dev/sluice/function/OrderPrice.java");
    private static final String SOURCES = "function/src/main/java/dev/sluice/function";
    private static final String SCHEMA = "function/src/main/resources/schema.graphqls";
    private static final Pattern LINE_TYPE = Pattern.compile("type OrderLine \\{\n[^}]*}\n");

    @TempDir private Path directory;
    private List<Block> blocks = List.of();

    @BeforeEach
    void read() throws IOException {
        blocks = Block.of(Files.readString(PAGE));
    }

    @Test
    void every_step_gives_what_the_page_says() throws Exception {
        assumeTrue(Shell.isThere(), "bash or curl is not installed, so examples are not run");
        try (var shell = new Shell(directory)) {
            var schema = directory.resolve(SCHEMA);
            writeResolvers();
            Files.writeString(schema, changed(Files.readString(schema)));

            var printed = new ArrayList<String>();
            for (var block : blocks) {
                if (block.isCommand()) {
                    shell.run(block.text());
                    printed.addAll(shell.printed());
                } else if (block.language().equals("json")) {
                    assertThat(shell.printed()).anyMatch(block::admits);
                }
            }
            assertThat(printed).anyMatch(line -> line.contains("\"amount\":\"135.14\""));
        }
    }

    @Test
    void the_message_without_the_resolver_is_the_one_shown() throws IOException {
        var shop = changed(Files.readString(Schemas.SHOP));
        var uses = new ResolverUses(SchemaCompiler.compile("schema.graphqls", shop));

        assertThatThrownBy(() -> uses.require(ApiResolvers.all()))
                .hasMessage(only("text").text().strip());
    }

    @Test
    void the_test_that_it_shows_passes() throws Exception {
        try (var loader = new URLClassLoader(new URL[] {compiled().toUri().toURL()})) {
            var test =
                    loader.loadClass("dev.sluice.function.LineAmountTest").getDeclaredConstructor();
            test.setAccessible(true);
            for (var name : List.of("an_amount_is_exact", "a_small_amount_has_no_discount")) {
                var method = test.getDeclaringClass().getDeclaredMethod(name);
                method.setAccessible(true);
                method.invoke(test.newInstance());
            }
        }
    }

    private void writeResolvers() throws IOException {
        var sources = Files.createDirectories(directory.resolve(SOURCES));
        Files.copy(ORDER_PRICE, sources.resolve(ORDER_PRICE.getFileName()));
        for (var block : blocks) {
            if (block.isFile() && !block.file().endsWith("Test.java")) {
                Files.writeString(sources.resolve(block.file()), block.text());
            }
        }
    }

    private String changed(String shop) {
        var type = Matcher.quoteReplacement(only("graphql").text());
        var changed = LINE_TYPE.matcher(shop).replaceFirst(type);
        assertThat(changed).isNotEqualTo(shop);
        return changed;
    }

    private Block only(String language) {
        var found = blocks.stream().filter(block -> block.language().equals(language)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// Returns the directory of the classes of the page's files and of the one that they use.
    private Path compiled() throws IOException {
        var sources = Files.createDirectory(directory.resolve("sources"));
        for (var block : blocks) {
            if (block.isFile()) {
                Files.writeString(sources.resolve(block.file()), block.text());
            }
        }
        var classes = Files.createDirectory(directory.resolve("classes"));
        try (var files = Files.list(sources)) {
            var arguments =
                    Stream.of(
                                    Stream.of("-d", classes.toString(), ORDER_PRICE.toString()),
                                    files.map(Path::toString))
                            .flatMap(each -> each)
                            .toArray(String[]::new);
            var compiler = ToolProvider.getSystemJavaCompiler();
            assertThat(compiler.run(null, null, null, arguments)).isZero();
        }
        return classes;
    }
}
