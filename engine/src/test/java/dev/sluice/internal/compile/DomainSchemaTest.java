// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.sluice.testing.Schemas;

import graphql.language.AstPrinter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

final class DomainSchemaTest {
    static List<Path> schemas() {
        return Schemas.domains();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_of_any_domain_starts(Path file) {
        var catalog = Schemas.compile(Schemas.read(file));
        assertFalse(catalog.storedTypes().isEmpty());
        assertFalse(catalog.tables().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void what_clients_see_of_it_is_valid_GraphQL(Path file) {
        var text = AstPrinter.printAst(Schemas.compile(Schemas.read(file)).clientSchema());
        var registry = new SchemaParser().parse(text);
        assertNotNull(UnExecutableSchemaGenerator.makeUnExecutableSchema(registry));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void each_field_that_clients_see_has_an_answer(Path file) {
        var catalog = Schemas.compile(Schemas.read(file));
        var registry = new SchemaParser().buildRegistry(catalog.clientSchema());
        for (var type : registry.getTypes(graphql.language.ObjectTypeDefinition.class)) {
            for (var field : type.getFieldDefinitions()) {
                assertNotNull(
                        catalog.field(type.getName(), field.getName()),
                        type.getName() + "." + field.getName());
            }
        }
    }
}
