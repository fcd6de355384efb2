// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.StreamViewType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.key.KeySpelling;

import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Merges the types of each table, and refuses types that cannot share one.
public final class Tables {
    private final SchemaFile file;
    private final Problems problems;

    public Tables(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    public Map<String, Table> compile(Map<String, StoredType> types) {
        var byTable = new LinkedHashMap<String, List<StoredType>>();
        for (var type : types.values()) {
            byTable.computeIfAbsent(type.table(), _ -> new ArrayList<>()).add(type);
        }
        var tables = new LinkedHashMap<String, Table>();
        byTable.forEach((name, sharing) -> tables.put(name, table(name, sharing)));
        return tables;
    }

    private Table table(String name, List<StoredType> types) {
        var distinctions = new Distinctions(this::report);
        var first = types.getFirst();
        var key = first.key().schema();
        String ttl = null;
        StreamViewType stream = null;
        var indexes = new LinkedHashMap<String, Table.Index>();
        for (var type : types) {
            checkKey(first, type, key);
            ttl = mergeTtl(type, ttl);
            stream = mergeStream(type, stream);
            type.indexes().values().stream()
                    .sorted(Comparator.comparing(StoredType.Index::name))
                    .forEach(index -> mergeIndex(type, index, key, indexes));
        }
        var composed =
                types.stream()
                        .flatMap(StoredType::keys)
                        .filter(Key::derived)
                        .map(each -> each.attribute().name())
                        .collect(Collectors.toSet());
        var kinds = keyTypes(key, indexes.values());
        for (int i = 0; i < types.size(); i++) {
            checkKeyTypes(types.get(i), kinds);
            for (var other : types.subList(0, i)) {
                if (types.get(i).key().schema().equals(other.key().schema())) {
                    distinctions.check(other, types.get(i));
                }
            }
            checkPollution(types.get(i), indexes);
            checkReserved(types.get(i), composed);
            distinctions.check(types.get(i), composed, kinds);
        }
        return new Table(name, key, ttl, List.copyOf(indexes.values()), stream);
    }

    private void checkKey(StoredType first, StoredType type, KeySchema key) {
        var own = type.key().schema();
        if (own.equals(key)) {
            checkSpelling(first, type);
            return;
        }
        report(
                type,
                "`%s` and `%s` share the table `%s` but not its key attributes (%s, not %s)"
                        .formatted(type.name(), first.name(), type.table(), spell(own), spell(key)),
                (own.sort() == null) != (key.sort() == null)
                        ? "give all types of the table a sort key, or none"
                        : "make both keys templates, as in \"%s#{…}\", or give the key fields of both"
                                        .formatted(type.name().toUpperCase(Locale.ROOT))
                                + " types the same @attribute(name:) and the same type");
    }

    /// Keys of two spellings could be equal, whatever their segments.
    private void checkSpelling(StoredType first, StoredType type) {
        if (!spelling(type).equals(spelling(first))) {
            report(
                    type,
                    "`%s` and `%s` share the table `%s` but spell its keys in different ways"
                            .formatted(type.name(), first.name(), type.table()),
                    "give both the same separator, escape and case in @table");
        }
    }

    private static KeySpelling spelling(StoredType type) {
        return type.key().partition().template().spelling();
    }

    private static String spell(KeySchema key) {
        var sort = key.sort();
        var partition = key.partition().name() + " " + key.partition().type();
        return sort == null ? partition : partition + " and " + sort.name() + " " + sort.type();
    }

    private @Nullable String mergeTtl(StoredType type, @Nullable String ttl) {
        var own = type.ttl() == null ? null : type.ttl().name();
        if (own != null && ttl != null && !own.equals(ttl)) {
            report(
                    type,
                    "a table has one TTL attribute: `%s` and `%s` differ".formatted(ttl, own),
                    "give both fields the same @attribute(name:)");
        }
        return own == null ? ttl : own;
    }

    private @Nullable StreamViewType mergeStream(StoredType type, @Nullable StreamViewType stream) {
        var directive = Objects.requireNonNull(Directives.find(definition(type), "table"));
        var name = Directives.enumName(directive, "stream");
        if (name == null) {
            return stream;
        }
        var own = StreamViewType.valueOf(name);
        if (stream != null && stream != own) {
            report(
                    type,
                    "a table has one stream: %s and %s differ".formatted(stream, own),
                    "set stream in one of the types of `%s`".formatted(type.table()));
        }
        return own;
    }

    private void mergeIndex(
            StoredType type, StoredType.Index own, KeySchema table, Map<String, Table.Index> seen) {
        var index =
                new Table.Index(
                        own.name(), own.key().schema(), projection(own, table), own.local());
        var other = seen.putIfAbsent(own.name(), index);
        if (other == null) {
            return;
        }
        var merged = merged(other.projection(), index.projection());
        if (!other.key().equals(index.key())) {
            report(
                    type,
                    "the index `%s` of the table `%s` has different key attributes here (%s, not %s)"
                            .formatted(
                                    own.name(),
                                    type.table(),
                                    spell(index.key()),
                                    spell(other.key())),
                    "declare the same keys in all types, or rename the index");
        } else if (other.local() != index.local()) {
            report(
                    type,
                    "the index `%s` of the table `%s` is local in only one type"
                            .formatted(own.name(), type.table()),
                    "set local in all its types, or in none");
        } else if (merged == null) {
            report(
                    type,
                    "the index `%s` of the table `%s` projects everything in only one type"
                            .formatted(own.name(), type.table()),
                    "set project in all its types, or in none");
        } else {
            seen.put(own.name(), new Table.Index(own.name(), index.key(), merged, index.local()));
        }
    }

    /// Returns what both types need, or null if only one of them needs everything.
    private static @Nullable Projection merged(Projection one, Projection other) {
        if (one instanceof Projection.All || other instanceof Projection.All) {
            return one.equals(other) ? one : null;
        }
        var attributes = new TreeSet<String>();
        for (var each : List.of(one, other)) {
            if (each instanceof Projection.Include(var included)) {
                attributes.addAll(included);
            }
        }
        return attributes.isEmpty()
                ? new Projection.KeysOnly()
                : new Projection.Include(List.copyOf(attributes));
    }

    private static Projection projection(StoredType.Index index, KeySchema table) {
        var projected = index.projected();
        if (projected == null) {
            return new Projection.All();
        }
        var attributes = new TreeSet<>(projected);
        attributes.removeAll(keyNames(table));
        attributes.removeAll(keyNames(index.key().schema()));
        return attributes.isEmpty()
                ? new Projection.KeysOnly()
                : new Projection.Include(List.copyOf(attributes));
    }

    private static Set<String> keyNames(KeySchema key) {
        return key.attributes().map(KeyAttribute::name).collect(Collectors.toSet());
    }

    /// Returns the type of each key attribute. If two keys differ, the first one counts.
    private static Map<String, StoredAs> keyTypes(
            KeySchema table, Collection<Table.Index> indexes) {
        var types = new HashMap<String, StoredAs>();
        Stream.concat(Stream.of(table), indexes.stream().map(Table.Index::key))
                .flatMap(KeySchema::attributes)
                .forEach(attribute -> types.putIfAbsent(attribute.name(), attribute.type()));
        return types;
    }

    private void checkKeyTypes(StoredType type, Map<String, StoredAs> keys) {
        for (var attribute : sorted(type)) {
            var needed = keys.get(attribute.name());
            if (needed != null && needed != storedAs(attribute)) {
                report(
                        type,
                        "the key attribute `%s` of `%s` has the type %s, but the field `%s` does not"
                                .formatted(
                                        attribute.name(), type.table(), needed, attribute.field()),
                        "store the field under another name with @attribute(name:)");
            }
        }
    }

    private static @Nullable StoredAs storedAs(Attribute attribute) {
        return attribute.type() instanceof AttributeType.Scalar(var kind) ? kind.key() : null;
    }

    private static List<Attribute> sorted(StoredType type) {
        return type.shape().attributes().values().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
    }

    private void checkPollution(StoredType type, Map<String, Table.Index> indexes) {
        var attributes = new HashMap<String, @Nullable StoredAs>();
        for (var attribute : type.shape().attributes().values()) {
            attributes.put(attribute.name(), storedAs(attribute));
        }
        type.discriminator().texts().keySet().forEach(name -> attributes.put(name, StoredAs.S));
        type.keys()
                .map(Key::attribute)
                .forEach(attribute -> attributes.put(attribute.name(), attribute.type()));
        for (var index : indexes.values()) {
            if (!type.indexes().containsKey(index.name())
                    && keyTypes(index.key(), List.of()).entrySet().stream()
                            .allMatch(key -> key.getValue() == attributes.get(key.getKey()))) {
                report(
                        type,
                        "`%s` does not declare the index `%s`, but its items would be in it"
                                .formatted(type.name(), index.name()),
                        "declare @index(name: \"%s\") on it too, or rename `%s` with"
                                        .formatted(index.name(), index.key().partition().name())
                                + " @attribute(name:)");
            }
        }
    }

    private void checkReserved(StoredType type, Set<String> composed) {
        for (var attribute : sorted(type)) {
            if (composed.contains(attribute.name())) {
                report(
                        type,
                        "the field `%s` is stored as `%s`, which Sluice reserves for a key"
                                .formatted(attribute.field(), attribute.name()),
                        "store it under another name with @attribute(name:)");
            }
        }
    }

    private void report(StoredType type, String fault, String fix) {
        problems.report(definition(type), type.name(), fault, fix);
    }

    private ObjectTypeDefinition definition(StoredType type) {
        return Objects.requireNonNull(file.type(type.name(), ObjectTypeDefinition.class));
    }
}
