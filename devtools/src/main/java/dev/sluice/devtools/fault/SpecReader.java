// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads a specification: `FAULT[=VALUE] [CONDITION=VALUE]…`.
public final class SpecReader {
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query");
    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems");
    private static final String BATCH = "BatchGetItem";
    private static final String TRANSACTION = "TransactWriteItems";
    private static final Set<String> CONDITIONS =
            sorted("table", "index", "operation", "share", "every", "first", "when");
    private static final List<String> AMOUNTS = List.of("share", "every", "first");

    private final Schema schema;

    /// Knows which tables and indexes exist.
    public interface Schema {
        /// Returns the names of the tables in the schema.
        Set<String> tables();

        /// Returns the name of a table in DynamoDB.
        String nameOf(String table);

        /// Returns the names of all indexes.
        Set<String> indexes();
    }

    public SpecReader(Schema schema) {
        this.schema = schema;
    }

    /// @throws InvalidFaultException if the text is not a specification
    public FaultRule read(String spec) throws InvalidFaultException {
        var words = Words.of(spec, CONDITIONS);
        var fault = new FaultReader(words).read();
        return new FaultRule(spec.strip(), fault, scope(words, fault), share(words));
    }

    private FaultScope scope(Words words, Fault fault) throws InvalidFaultException {
        var table = words.condition("table");
        if (table != null && !schema.tables().contains(table)) {
            throw Words.unknown("table", table, new TreeSet<>(schema.tables()));
        }
        var index = words.condition("index");
        if (index != null && !schema.indexes().contains(index)) {
            throw Words.unknown("index", index, new TreeSet<>(schema.indexes()));
        }
        return new FaultScope(
                operations(words, fault), table == null ? null : schema.nameOf(table), index);
    }

    private static Set<String> operations(Words words, Fault fault) throws InvalidFaultException {
        var only = onlyOperation(fault);
        var text = words.condition("operation");
        if (text == null) {
            return only;
        }
        var operations = new TreeSet<String>();
        for (var name : text.split(",", -1)) {
            operations.addAll(operation(name));
        }
        if (!only.isEmpty() && !operations.equals(only)) {
            throw new InvalidFaultException(
                    "%s happens to %s only. Remove operation=%s."
                            .formatted(words.fault(), String.join(",", only), text));
        }
        return operations;
    }

    private static Set<String> operation(String name) throws InvalidFaultException {
        if (name.equals("reads")) {
            return READS;
        }
        if (name.equals("writes")) {
            return WRITES;
        }
        if (READS.contains(name) || WRITES.contains(name)) {
            return Set.of(name);
        }
        var known = sorted("reads", "writes");
        known.addAll(READS);
        known.addAll(WRITES);
        throw Words.unknown("operation", name, known);
    }

    /// Returns the only operation that the fault can happen to, or an empty set.
    private static Set<String> onlyOperation(Fault fault) {
        return switch (fault) {
            case Fault.Cancelled _ -> Set.of(TRANSACTION);
            case Fault.Unprocessed _ -> Set.of(BATCH);
            case Fault.Latency _,
                    Fault.ErrorReply _,
                    Fault.Damaged _,
                    Fault.Lost _,
                    Fault.Silence _,
                    Fault.Drip _ ->
                    Set.of();
        };
    }

    private static Share share(Words words) throws InvalidFaultException {
        var given = AMOUNTS.stream().filter(name -> words.condition(name) != null).toList();
        if (given.size() > 1) {
            throw new InvalidFaultException(
                    given.stream().collect(Collectors.joining(" and "))
                            + " exclude each other. Remove one.");
        }
        var share = words.condition("share");
        if (share != null) {
            return new Share.Percent(SpecValues.percent("share", share));
        }
        var every = words.condition("every");
        if (every != null) {
            return new Share.Every(SpecValues.count("every", every));
        }
        var first = words.condition("first");
        return first == null ? new Share.All() : new Share.First(SpecValues.count("first", first));
    }

    static Set<String> sorted(String... names) {
        return new TreeSet<>(Arrays.asList(names));
    }
}
