// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.AuditTrail;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.TypeDiscriminator;
import dev.sluice.internal.schema.Write;

import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compiles `@audit`, and checks the types that keep the notes.
public final class AuditTrails {
    /// The fields that a trail can have.
    private static final Map<String, String> FIELDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(AuditTrail.ITEM, "ID!"),
                            Map.entry(AuditTrail.ID, "ID!"),
                            Map.entry(AuditTrail.AT, "DateTime!"),
                            Map.entry(AuditTrail.FIELD, "String!"),
                            Map.entry(AuditTrail.ACTION, "String!"),
                            Map.entry(AuditTrail.BY, "ID"),
                            Map.entry(AuditTrail.ISSUER, "String"),
                            Map.entry(AuditTrail.CLIENT, "String"),
                            Map.entry(AuditTrail.REQUEST, "String!"),
                            Map.entry(AuditTrail.BEFORE, "Int"),
                            Map.entry(AuditTrail.AFTER, "Int"),
                            Map.entry(AuditTrail.CHANGED, "[String!]"),
                            Map.entry(AuditTrail.OLD_VALUES, "JSON"),
                            Map.entry(AuditTrail.NEW_VALUES, "JSON")));

    private final SchemaFile file;
    private final Targets targets;
    private final Problems problems;

    public AuditTrails(SchemaFile file, Targets targets, Problems problems) {
        this.file = file;
        this.targets = targets;
        this.problems = problems;
    }

    /// Reports each `@audit` that has no effect, and what is wrong with each trail.
    public void check() {
        var trails = new HashSet<String>();
        for (var type : file.objectTypes()) {
            var stored = targets.type(type.getName());
            check(
                    Directives.find(type, "audit"),
                    type.getName(),
                    Shapes.isStored(type),
                    "a type without @table",
                    stored == null ? List.of() : List.of(stored),
                    trails);
            for (var field : type.getFieldDefinitions()) {
                check(
                        Directives.find(field, "audit"),
                        SchemaFile.coordinate(type, field),
                        Directives.has(field, "write"),
                        "a field that writes nothing",
                        written(field),
                        trails);
            }
        }
    }

    private void check(
            @Nullable Directive audit,
            String coordinate,
            boolean hasEffect,
            String what,
            List<StoredType> changed,
            Set<String> trails) {
        if (audit == null) {
            return;
        }
        if (!hasEffect) {
            problems.report(
                    audit,
                    coordinate,
                    "@audit has no effect on " + what,
                    "move it to a type with @table, or to a mutation with @write");
        }
        if (Directives.integer(audit, "keepDays", 365) < 1) {
            problems.report(
                    audit, coordinate, "keepDays is less than 1", "keep notes for a day or more");
        }
        var name = Directives.required(audit, "trail");
        var target =
                targets.stored(
                        name,
                        new ExpressionLocation(problems, name, coordinate),
                        "name a type with @table that has the fields of an audit trail");
        if (target == null) {
            return;
        }
        var trail = target.members().getFirst();
        if (!changed.isEmpty()) {
            new AuditedValues(problems, coordinate).check(audit, trail, changed);
        }
        if (trails.add(name.value())) {
            checkTrail(trail);
        }
    }

    /// Returns the types whose items the field writes.
    private List<StoredType> written(FieldDefinition field) {
        return field.getDirectives("write").stream()
                .flatMap(write ->
                        Stream.of(Verb.PUT, Verb.UPDATE, Verb.DELETE)
                                .flatMap(verb ->
                                        Stream.ofNullable(
                                                Directives.string(write, verb.argument()))))
                .flatMap(name -> Stream.ofNullable(targets.type(name)))
                .toList();
    }

    private void checkTrail(StoredType type) {
        var definition = Objects.requireNonNull(file.type(type.name(), ObjectTypeDefinition.class));
        if (!type.key().fields().equals(Set.of(AuditTrail.ITEM, AuditTrail.ID))) {
            problems.report(
                    definition,
                    type.name(),
                    "the key of an audit trail has the fields item and id",
                    "give @table partitionKey: \"{item}\" and sortKey: \"{id}\"");
        }
        if (type.ttl() == null) {
            problems.report(
                    definition,
                    type.name(),
                    "an audit trail has no ttl, so its notes would be kept forever",
                    "add ttl: \"until\" to @table, and the field `until: DateTime`");
        }
        if (type.version() != null
                || type.deletedAt() != null
                || !type.pins().isEmpty()
                || !type.discriminator().equals(TypeDiscriminator.NONE)) {
            problems.report(
                    definition,
                    type.name(),
                    "an audit trail has no version, deletedAt, pin or discriminator",
                    "remove them");
        }
        for (var field : definition.getFieldDefinitions()) {
            checkField(type, field);
        }
    }

    /// Without a TTL, one of the other fields may be meant for it.
    private void checkField(StoredType type, FieldDefinition field) {
        var attribute = type.shape().attribute(field.getName());
        if (attribute == null || attribute.equals(type.ttl())) {
            return;
        }
        var needed = FIELDS.get(field.getName());
        if (needed == null && type.ttl() != null) {
            problems.report(
                    field,
                    type.name() + "." + field.getName(),
                    "an audit trail has no field of that name",
                    "use some of " + String.join(", ", FIELDS.keySet()));
        } else if (needed != null && !AstPrinter.printAst(field.getType()).equals(needed)) {
            problems.report(
                    field,
                    type.name() + "." + field.getName(),
                    "the field has another type in an audit trail",
                    "write it as `%s: %s`".formatted(field.getName(), needed));
        }
    }

    /// Returns the trails of the writes of a mutation, by the index of the write. Reports writes of
    /// a trail.
    Map<Integer, AuditTrail> of(
            FieldDefinition field, List<CompiledWrite> writes, String coordinate) {
        var audits = new HashMap<Integer, AuditTrail>();
        for (int i = 0; i < writes.size(); i++) {
            var write = writes.get(i).write();
            if (write instanceof Write.Check) {
                continue;
            }
            if (isTrail(write.type())) {
                problems.report(
                        field,
                        coordinate,
                        "`%s` is an audit trail, which only Sluice writes"
                                .formatted(write.type().name()),
                        "remove the write");
            }
            var trail = trail(field, write.type());
            if (trail != null) {
                audits.put(i, trail);
            }
        }
        return audits;
    }

    private boolean isTrail(StoredType type) {
        return file.objectTypes().stream()
                .flatMap(each -> {
                    var all = new HashSet<Directive>(each.getDirectives("audit"));
                    each.getFieldDefinitions()
                            .forEach(field -> all.addAll(field.getDirectives("audit")));
                    return all.stream();
                })
                .anyMatch(audit -> type.name().equals(Directives.string(audit, "trail")));
    }

    private @Nullable AuditTrail trail(FieldDefinition field, StoredType type) {
        var own = Directives.find(field, "audit");
        var definition = Objects.requireNonNull(file.type(type.name(), ObjectTypeDefinition.class));
        var audit = own == null ? Directives.find(definition, "audit") : own;
        var trail =
                audit == null ? null : targets.type(Directives.required(audit, "trail").value());
        return trail == null || audit == null
                ? null
                : new AuditTrail(
                        trail,
                        Directives.integer(audit, "keepDays", 365),
                        AuditedValues.of(audit, type));
    }
}
