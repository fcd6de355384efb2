// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.devtools.migrate.Copies;
import dev.sluice.devtools.migrate.ItemStep;
import dev.sluice.devtools.migrate.Migration;
import dev.sluice.devtools.migrate.MigrationPlan;
import dev.sluice.devtools.migrate.MigrationStore;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// The steps of a change of the schema, on one DynamoDB.
final class DeploymentWalk {
    static final int IDS = 3;

    private final DynamoDbClient client;
    private final TableSetup tables;
    private int writes;

    DeploymentWalk(DynamoDbClient client, Endpoint endpoint) {
        this.client = client;
        this.tables = new TableSetup(client, endpoint, new TableNames(Map.of()), true);
    }

    /// Returns the version after its tables and indexes exist.
    DeployedVersion deploy(String schema) {
        var version = new DeployedVersion(schema, client);
        tables.prepare(version.catalog.tables().values());
        return version;
    }

    /// Writes what items need. An old value wins over a newer one.
    void migrate(String earlier, String later, String... copies) {
        run(plan(earlier, later, copies).steps(tables, store(), true));
    }

    /// Removes items that were copied, also those whose copies have changed since.
    void remove(String earlier, String later) {
        run(plan(earlier, later).removals(tables, store(), true));
    }

    private MigrationPlan plan(String earlier, String later, String... copies) {
        return MigrationPlan.between(
                new DeployedVersion(earlier, client).catalog,
                new DeployedVersion(later, client).catalog,
                Copies.parse(List.of(copies)),
                true);
    }

    private MigrationStore store() {
        var pace = Pace.of(Double.POSITIVE_INFINITY);
        return new MigrationStore(client, pace, pace, true);
    }

    private void run(List<ItemStep> steps) {
        var migration = new Migration(store(), 1, null, new PrintWriter(Writer.nullWriter()));
        steps.forEach(step -> migration.run(step, "walk"));
    }

    /// Each version in turn writes an item, and then each version reads it.
    void use(List<DeployedVersion> versions, String mutation, String field) {
        for (var writer : versions) {
            for (var id : IntStream.range(0, IDS).mapToObj(number -> "o" + number).toList()) {
                var value = ++writes;
                ask(writer, mutation, Map.of("id", id, "value", value));
                for (var reader : versions) {
                    assertThat(ask(reader, "order", Map.of("id", id)).at("/" + field).asInt())
                            .isEqualTo(value);
                }
            }
        }
    }

    static JsonNode ask(
            DeployedVersion version,
            String field,
            Map<String, ? extends @Nullable Object> arguments) {
        var mutation =
                version.mutations().stream()
                        .filter(each -> each.getName().equals(field))
                        .findFirst();
        var root = mutation.orElseGet(() -> Objects.requireNonNull(version.query(field), field));
        var answer = version.call(root, arguments, Map.of());
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/it");
    }
}
