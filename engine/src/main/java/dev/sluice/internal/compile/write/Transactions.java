// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;

import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Refuses mutations that could need more actions than a transaction allows. Actions are their
/// writes, the record of a token, the event, the notes of audit trails, and checks of the records
/// that grant access.
public final class Transactions {
    private final SchemaFile file;
    private final Map<String, Map<String, Field>> fields;
    private final Problems problems;

    /// @param fields all compiled fields, by type name, then by field name
    public Transactions(
            SchemaFile file, Map<String, Map<String, Field>> fields, Problems problems) {
        this.file = file;
        this.fields = fields;
        this.problems = problems;
    }

    public void check() {
        for (var type : file.objectTypes()) {
            for (var definition : type.getFieldDefinitions()) {
                var field = fields.getOrDefault(type.getName(), Map.of()).get(definition.getName());
                if (field != null && field.source() instanceof Source.Mutation mutation) {
                    check(definition, SchemaFile.coordinate(type, definition), field, mutation);
                }
            }
        }
    }

    private void check(
            FieldDefinition at, String coordinate, Field field, Source.Mutation mutation) {
        var writes = (mutation.exactlyOnce() ? 1L : 0L) + (mutation.event() == null ? 0 : 1);
        for (var alternatives : mutation.alternatives().groups()) {
            var times = times(mutation.writes().get(alternatives.getFirst()).each());
            var isNoted = alternatives.stream().anyMatch(mutation.audits()::containsKey);
            writes += isNoted ? 2 * times : times;
        }
        var records = 0L;
        for (var decision : GrantingRecords.of(fields, field.rules(), mutation.writes())) {
            records += decision.most() * times(decision.each());
        }
        if (writes > DynamoDbQuotas.TRANSACTION_ACTIONS) {
            problems.report(
                    at,
                    coordinate,
                    "the mutation can make %d writes, but a transaction allows %d"
                            .formatted(writes, DynamoDbQuotas.TRANSACTION_ACTIONS),
                    "give its lists a smaller maxItems");
        } else if (writes + records > DynamoDbQuotas.TRANSACTION_ACTIONS) {
            problems.report(
                    at,
                    coordinate,
                    "the mutation can make %d writes and check %d records of exists rules, but a transaction allows %d of both"
                            .formatted(writes, records, DynamoDbQuotas.TRANSACTION_ACTIONS),
                    "give its lists a smaller maxItems");
        }
    }

    private static long times(Write.@Nullable Repetition each) {
        return each == null ? 1 : each.maxItems();
    }
}
