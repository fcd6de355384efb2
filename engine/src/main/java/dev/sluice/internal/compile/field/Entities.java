// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.NodeField;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.shape.Constraints;
import dev.sluice.internal.compile.shape.SubgraphSdl;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Compiles what a gateway asks of a subgraph: objects by their keys (`@key`), and the schema.
final class Entities {
    private static final KeyBinder.Demand WHOLE =
            new KeyBinder.Demand("an entity is read by its whole key", true);

    private final SchemaFile file;
    private final Targets targets;
    private final Problems problems;

    Entities(SchemaFile file, Targets targets, Problems problems) {
        this.file = file;
        this.targets = targets;
        this.problems = problems;
    }

    void check() {
        for (var type : file.objectTypes()) {
            if (Subgraph.isStub(type)) {
                checkStub(type);
            } else {
                checkExternal(type);
                checkKeys(type);
            }
        }
    }

    private void checkStub(ObjectTypeDefinition type) {
        for (var key : type.getDirectives("key")) {
            if (Subgraph.isResolvable(key)) {
                problems.report(
                        key,
                        type.getName(),
                        "`%s` is not stored in a table, so this subgraph cannot find it by its key"
                                .formatted(type.getName()),
                        "add resolvable: false, or store it with @table");
            }
            checkNames(type, key);
        }
    }

    private void checkExternal(ObjectTypeDefinition type) {
        for (var field : type.getFieldDefinitions()) {
            var external = Directives.find(field, "external");
            if (external != null) {
                problems.report(
                        external,
                        SchemaFile.coordinate(type, field),
                        "the field is not of another subgraph: Sluice answers it",
                        "remove @external; it is only for types with @key(resolvable: false)");
            }
        }
    }

    private void checkKeys(ObjectTypeDefinition type) {
        Directive first = null;
        for (var key : type.getDirectives("key")) {
            checkNames(type, key);
            if (Subgraph.isResolvable(key) && first != null) {
                problems.report(
                        key,
                        type.getName(),
                        "an item has one key in its table, so only one @key finds it",
                        "add resolvable: false to the others");
            }
            first = first == null && Subgraph.isResolvable(key) ? key : first;
        }
        var stored = targets.type(type.getName());
        if (first == null || stored == null) {
            return;
        }
        var names = names(type, first);
        var own = ofTable(stored);
        if (!Set.copyOf(names).equals(Set.copyOf(own)) && !isNode(type, names)) {
            problems.report(
                    first,
                    type.getName(),
                    "@key does not name the key of the table",
                    "write @key(fields: \"%s\"), or leave fields out"
                            .formatted(String.join(" ", own)));
        } else if (names.isEmpty()) {
            problems.report(
                    first,
                    type.getName(),
                    "the key of `%s` has no fields, so there is only one item"
                            .formatted(type.getName()),
                    "remove @key");
        }
    }

    private void checkNames(ObjectTypeDefinition type, Directive key) {
        var stored = targets.type(type.getName());
        for (var name : names(type, key)) {
            var attribute = stored == null ? null : stored.shape().attribute(name);
            if (field(type, name) == null) {
                problems.report(
                        key,
                        type.getName(),
                        "`%s` has no field `%s`".formatted(type.getName(), name),
                        "name its fields in @key, separated by spaces");
            } else if (attribute != null && attribute.hidden()) {
                problems.report(
                        key,
                        type.getName(),
                        "the key field `%s` is hidden, but the gateway must read it"
                                .formatted(name),
                        "show `%s`, or remove @key".formatted(name));
            }
        }
    }

    private static @Nullable FieldDefinition field(ObjectTypeDefinition type, String name) {
        return type.getFieldDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNode(ObjectTypeDefinition type, List<String> names) {
        return names.size() == 1
                && field(type, names.getFirst()) instanceof FieldDefinition field
                && Directives.has(field, "node");
    }

    /// Returns the fields that `@key` names, or those of the key of the table.
    private List<String> names(ObjectTypeDefinition type, Directive key) {
        var text = Directives.string(key, "fields");
        if (text != null) {
            return List.of(text.strip().split("\\s+"));
        }
        return targets.type(type.getName()) instanceof StoredType stored
                ? ofTable(stored)
                : type.getFieldDefinitions().stream().map(FieldDefinition::getName).toList();
    }

    /// A pinned field is always the caller's own, so no key has it.
    private static List<String> ofTable(StoredType type) {
        return NodeField.form(type).parts().stream()
                .filter(part -> part.claim().isEmpty())
                .map(GlobalId.Part::field)
                .toList();
    }

    /// Returns the SDL of the subgraph.
    Source sdl() {
        return new Source.Sdl(SubgraphSdl.of(file, this::names));
    }

    /// Returns the read of representations: each names one item of one of the types.
    ///
    /// @return null if a problem was reported
    @Nullable Source representations(FieldDefinition field) {
        var reads = new ArrayList<Source.ItemRead>();
        for (var type : file.objectTypes()) {
            if (Subgraph.isEntity(type)) {
                var read = read(type, Objects.requireNonNull(Subgraph.key(type)), field);
                if (read == null) {
                    return null;
                }
                reads.add(read);
            }
        }
        var list = new Value.Reference(new Root.Named(Subgraph.REPRESENTATIONS), List.of());
        var most = Constraints.maxItems(field.getInputValueDefinitions().getFirst());
        return new Source.ListRead(
                new Source.KindRead(reads, null, Map.of(), true),
                List.of(new FanOut.Elements(list, Objects.requireNonNull(most))));
    }

    private Source.@Nullable ItemRead read(
            ObjectTypeDefinition type, Directive key, FieldDefinition field) {
        var stored = targets.type(type.getName());
        var names = names(type, key);
        if (stored == null || names.isEmpty()) {
            return null;
        }
        Value id =
                isNode(type, names)
                        ? new Value.Reference(Root.Reserved.EACH, names)
                        : new Value.Element(0);
        var location =
                new ExpressionLocation(problems, Directives.orEmpty(key, "fields"), type.getName());
        var binder = new KeyBinder(location, new Scope(file, field, null), Map.of());
        binder.identify(new NodeField(names.getFirst(), NodeField.form(stored)), id);
        return WholeKey.read(Target.of(stored), binder, WHOLE, "");
    }
}
