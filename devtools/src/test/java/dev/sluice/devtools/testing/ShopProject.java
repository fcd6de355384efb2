// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.internal.build.ManifestBuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The tests' own project. Its artifact is the deployed one, with the shop instead of the project's
/// present schema, operations and Java resolvers.
public final class ShopProject {
    private static final Path DEPLOYED = Path.of("../function/target/function.zip");
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final List<String> RESOLVERS =
            List.of(
                    "dev/sluice/function/ApiResolvers.class",
                    "dev/sluice/function/OrderPrice.class");

    private static final Path HOME =
            make(Path.of(System.getProperty("sluice.home", "target/shop")).toAbsolutePath());

    private ShopProject() {}

    /// Returns a directory for `sluice.home`, for commands that run the artifact.
    public static Path home() {
        return HOME;
    }

    /// Returns the zip that would be deployed.
    public static Path artifact() {
        return HOME.resolve("function/target/function.zip");
    }

    /// Copies the zip, with events of three mutations.
    public static void copyWithEvents(Path artifact) throws IOException {
        Files.createDirectories(artifact.toAbsolutePath().getParent());
        Files.copy(artifact(), artifact, StandardCopyOption.REPLACE_EXISTING);
        var schema =
                told(
                        told(
                                told(
                                        Files.readString(Schemas.SHOP)
                                                .replace(
                                                        "@idempotency(",
                                                        "@events(table: \"Events\", source: \"shop\", itemSize: 1) @idempotency("),
                                        "clientRequestToken: ID!): Order!\n",
                                        "OrderPlaced",
                                        "id = $item.id"),
                                "cancelOrder(id: ID!, version: Int!): Order!\n",
                                "OrderCancelled",
                                "id = $id"),
                        "updateProfile(input: ProfileInput!, version: Int!): User!\n",
                        "ProfileUpdated",
                        "...$input");
        try (var zip = FileSystems.newFileSystem(artifact)) {
            Files.writeString(zip.getPath("schema.graphqls"), schema);
        }
    }

    private static String told(String schema, String end, String name, String detail) {
        return schema.replace(
                end,
                end.strip() + " @event(name: \"%s\", detail: \"%s\")\n".formatted(name, detail));
    }

    /// Returns the template of its tables.
    public static Path infrastructure() {
        return HOME.resolve("infrastructure/data.yaml");
    }

    /// Returns the text of a trusted operation, such as `PlaceOrder`.
    public static String operation(String name) throws IOException {
        return Files.readString(Schemas.SHOP_OPERATIONS.resolve(name + ".graphql"));
    }

    private static Path make(Path home) {
        try {
            var artifact = home.resolve("function/target/function.zip");
            Files.createDirectories(artifact.getParent());
            Files.copy(DEPLOYED, artifact, StandardCopyOption.REPLACE_EXISTING);
            replace(artifact);
            var template = home.resolve("infrastructure/data.yaml");
            Files.createDirectories(template.getParent());
            Files.deleteIfExists(template);
            new Infrastructure(Schemas.compile(Schemas.SHOP), template).write();
            var runtime = Files.createDirectories(home.resolve("devtools/target"));
            Files.deleteIfExists(runtime.resolve("runtime"));
            Files.createSymbolicLink(
                    runtime.resolve("runtime"), Path.of("target/runtime").toAbsolutePath());
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path artifact) throws IOException {
        try (var zip = FileSystems.newFileSystem(artifact)) {
            Files.writeString(zip.getPath("schema.graphqls"), Files.readString(Schemas.SHOP));
            Files.writeString(
                    zip.getPath("operations.json"),
                    ManifestBuild.manifest(
                            Schemas.compile(Schemas.SHOP),
                            ManifestBuild.in(Schemas.SHOP_OPERATIONS)));
            for (var resolver : RESOLVERS) {
                Files.copy(
                        CLASSES.resolve(resolver),
                        zip.getPath(resolver),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
