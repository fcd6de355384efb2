// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Creates what a schema needs in the tables of one DynamoDB. It never deletes anything.
public final class TableSetup {
    private final DynamoDbClient client;
    private final Endpoint endpoint;
    private final TableNames names;
    private final boolean create;

    /// @param create whether to create absent tables and indexes; otherwise they are a failure
    public TableSetup(DynamoDbClient client, Endpoint endpoint, TableNames names, boolean create) {
        this.client = client;
        this.endpoint = endpoint;
        this.names = names;
        this.create = create;
    }

    /// The changes that [#prepare] made, by the table's name in the schema.
    public record Changes(Set<String> created, Set<String> indexed) {
        public Changes {
            created = Set.copyOf(created);
            indexed = Set.copyOf(indexed);
        }
    }

    /// Creates what is absent, and waits until all of it can be used.
    ///
    /// @throws Failure if a table or index is absent and may not be created or has another key, or
    ///   if DynamoDB refuses
    public Changes prepare(Collection<Table> tables) {
        var created = new LinkedHashSet<String>();
        var indexed = new LinkedHashSet<String>();
        try {
            for (var table : tables) {
                var found = describe(names.of(table.name()));
                if (found == null) {
                    allow("table " + names.of(table.name()));
                    new TableCreation(client, table, names.of(table.name())).run();
                    created.add(table.name());
                } else if (completed(table, found)) {
                    indexed.add(table.name());
                }
            }
        } catch (SdkException e) {
            throw refused(e);
        }
        return new Changes(created, indexed);
    }

    /// Returns a table that exists and has the keys of the schema. Creates nothing.
    ///
    /// @throws Failure if the table is absent or has other keys, or if DynamoDB refuses
    public TableDescription require(Table table) {
        try {
            var found = describe(names.of(table.name()));
            if (found == null) {
                throw Failure.environment(
                        "There is no table %s at %s.".formatted(names.of(table.name()), endpoint));
            }
            withoutConflict(table, found);
            return found;
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    /// Returns the tables that exist and have the keys of the schema, by name. Creates nothing.
    ///
    /// @throws Failure if a table has other keys, or if DynamoDB refuses
    public List<TableDescription> existing(Collection<Table> tables) {
        try {
            return tables.stream()
                    .filter(table -> describe(names.of(table.name())) != null)
                    .map(this::require)
                    .sorted(Comparator.comparing(TableDescription::tableName))
                    .toList();
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private TableComparison withoutConflict(Table table, TableDescription found) {
        var difference = new TableComparison(table, found);
        var conflict = difference.conflict();
        if (conflict != null) {
            throw Failure.environment(
                    "Table %s at %s %s".formatted(found.tableName(), endpoint, conflict));
        }
        return difference;
    }

    private Failure refused(SdkException e) {
        return Failure.environment(
                "DynamoDB at %s rejected the request: %s".formatted(endpoint, FirstLine.of(e)));
    }

    private boolean completed(Table table, TableDescription found) {
        var difference = withoutConflict(table, found);
        var absent = difference.absentIndexes();
        for (var index : absent) {
            allow("index %s of table %s".formatted(index.name(), found.tableName()));
            new IndexCreation(client, table, found.tableName(), index).run();
        }
        if (create && difference.lacksStream()) {
            client.updateTable(r ->
                    r.tableName(found.tableName())
                            .streamSpecification(TableDefinitions.stream(table)));
        }
        return !absent.isEmpty();
    }

    private void allow(String what) {
        if (!create) {
            throw Failure.environment(
                    "There is no %s at %s. Add --create to create it.".formatted(what, endpoint));
        }
    }

    private @Nullable TableDescription describe(String table) {
        try {
            return client.describeTable(r -> r.tableName(table)).table();
        } catch (ResourceNotFoundException e) {
            return null;
        }
    }
}
