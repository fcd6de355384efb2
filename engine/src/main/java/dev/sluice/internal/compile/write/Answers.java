// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.MutationResult;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Finds what a mutation returns: items, ids or true, and of which of its writes.
final class Answers {
    private static final String ID = "id";

    private final SchemaFile file;
    private final Scope scope;
    private final FieldDefinition field;
    private final Problems problems;
    private final String coordinate;

    Answers(
            SchemaFile file,
            Scope scope,
            FieldDefinition field,
            Problems problems,
            String coordinate) {
        this.file = file;
        this.scope = scope;
        this.field = field;
        this.problems = problems;
        this.coordinate = coordinate;
    }

    /// @param write the index of the write that the field answers
    record Compiled(int write, MutationResult answer) {}

    /// @param writes at least one that is not a check
    /// @return null if a problem was reported
    @Nullable Compiled compile(List<CompiledWrite> writes) {
        var element = Types.element(field.getType());
        var name = Types.name(element);
        var isList = Types.isList(field.getType());
        if (Types.isList(element) || (isList && name.equals("Boolean"))) {
            problems.report(
                    field,
                    coordinate,
                    "a mutation can return one Boolean, and lists of items or of ids",
                    "return Boolean!");
            return null;
        }
        return switch (name) {
            case "Boolean" -> new Compiled(anyOf(writes), new MutationResult.Done());
            case "ID" -> ids(writes, isList);
            default -> items(writes, element, isList);
        };
    }

    /// Returns a write that changes something: if possible, one that happens once.
    private static int anyOf(List<CompiledWrite> writes) {
        var once = find(writes, null, false);
        return once >= 0 ? once : find(writes, null, true);
    }

    /// Returns the index of the first such write that changes something, or -1.
    ///
    /// @param type of its item, or null for any
    private static int find(List<CompiledWrite> writes, @Nullable String type, boolean isRepeated) {
        return IntStream.range(0, writes.size())
                .filter(i -> {
                    var write = writes.get(i).write();
                    return !(write instanceof Write.Check)
                            && (type == null || isOf(write, type))
                            && (write.each() != null) == isRepeated;
                })
                .findFirst()
                .orElse(-1);
    }

    /// Returns whether a type is that of the item, or one that stands for those that it can have.
    private static boolean isOf(Write write, String type) {
        return write.type().name().equals(type)
                || (write.named() != null && write.named().target().type().equals(type));
    }

    private @Nullable Compiled ids(List<CompiledWrite> writes, boolean isList) {
        var index = find(writes, null, isList);
        if (index < 0) {
            reportNumber(writes.get(find(writes, null, !isList)), "ID", isList);
            return null;
        }
        var write = writes.get(index);
        var type = write.write().type();
        var node = scope.node(type);
        if (node != null && isOfSeveralTypes(write.write())) {
            problems.report(
                    write.directive(),
                    coordinate,
                    "the id of the item depends on its type",
                    "return the item or Boolean!");
            return null;
        }
        if (node != null && isOpen(type, node.name())) {
            return new Compiled(
                    index, new MutationResult.Ids(node.name(), node.form(), key(write)));
        }
        var own = id(type);
        if (own == null) {
            problems.report(
                    field,
                    coordinate,
                    "the key of `%s` has no field that is its ID".formatted(type.name()),
                    "return `%s` or Boolean!, or give it a field id: ID! @node"
                            .formatted(type.name()));
            return null;
        }
        return new Compiled(index, new MutationResult.Ids(own, null, key(write)));
    }

    private static boolean isOfSeveralTypes(Write write) {
        return write.named() != null && write.named().target().members().size() > 1;
    }

    private static Map<String, Value> key(CompiledWrite write) {
        return write.write() instanceof Write.Put ? Map.of() : write.key();
    }

    /// Returns the field `id` of the type's key or, if it has none, the only ID in the key.
    private @Nullable String id(StoredType type) {
        var ids = type.key().fields().stream().filter(key -> isId(type, key)).toList();
        return ids.contains(ID) ? ID : ids.size() == 1 ? ids.getFirst() : null;
    }

    private boolean isId(StoredType type, String key) {
        var attribute = Objects.requireNonNull(type.shape().attribute(key));
        return attribute.type().equals(new AttributeType.Scalar(ScalarKind.ID))
                && !attribute.hidden()
                && !type.pins().containsKey(key)
                && !type.lowered().contains(key)
                && isOpen(type, key);
    }

    /// Returns whether callers who may see the type may see the field.
    private boolean isOpen(StoredType type, String name) {
        var definition = file.type(type.name(), ObjectTypeDefinition.class);
        return definition != null
                && definition.getFieldDefinitions().stream()
                        .anyMatch(each ->
                                each.getName().equals(name) && !Directives.has(each, "auth"));
    }

    private @Nullable Compiled items(List<CompiledWrite> writes, Type<?> element, boolean isList) {
        var name = Types.name(element);
        var index = find(writes, name, isList);
        if (index >= 0 && isList && writes.get(index).write() instanceof Write.Delete) {
            problems.report(
                    writes.get(index).directive(),
                    coordinate,
                    "a transaction does not return what it deleted",
                    "return [ID!]! or Boolean!");
            return null;
        }
        if (index >= 0) {
            return new Compiled(index, new MutationResult.Items(Types.isNonNull(element)));
        }
        var other = find(writes, name, !isList);
        if (other >= 0) {
            reportNumber(writes.get(other), name, isList);
        } else {
            problems.reportAbsence(
                    field,
                    coordinate,
                    "the field returns `%s`, but no write of the mutation writes it"
                            .formatted(name),
                    "return the type of one of its writes, ID or Boolean");
        }
        return null;
    }

    private void reportNumber(CompiledWrite write, String name, boolean isList) {
        problems.report(
                write.directive(),
                coordinate,
                isList
                        ? "the field returns a list, but this write happens only once"
                        : "the field returns one `%s`, but this write can write many"
                                .formatted(name),
                isList
                        ? "return `%s`, or repeat the write with each".formatted(name)
                        : "return a list, as in `[%s!]!`".formatted(name));
    }
}
