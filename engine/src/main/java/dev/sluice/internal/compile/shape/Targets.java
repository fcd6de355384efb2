// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the stored types that a read returns.
public final class Targets {
    private final SchemaFile file;
    private final Map<String, StoredType> types;

    public Targets(SchemaFile file, Map<String, StoredType> types) {
        this.file = file;
        this.types = types;
    }

    /// Returns the stored types that a type of the file stands for.
    ///
    /// @return null if a problem was reported, here or for the type itself
    public @Nullable List<StoredType> members(String name, ExpressionLocation location) {
        var members = new ArrayList<StoredType>();
        for (var member : file.members(name)) {
            if (!Shapes.isStored(member)) {
                location.report(
                        "`%s` is not stored in a table".formatted(member.getName()),
                        "give it @table, or return a stored type");
                return null;
            }
            var type = types.get(member.getName());
            if (type == null) {
                return null;
            }
            members.add(type);
        }
        if (members.isEmpty()) {
            location.report(
                    "`%s` is not stored in a table".formatted(name), "return a type with @table");
            return null;
        }
        return members;
    }

    /// Returns the types that one key or one list can read.
    ///
    /// @return null if a problem was reported, here or for the type itself
    public @Nullable Target find(String name, ExpressionLocation location) {
        var members = members(name, location);
        if (members == null) {
            return null;
        }
        var tables = members.stream().map(StoredType::table).distinct().toList();
        if (tables.size() > 1) {
            location.report(
                    "the types of `%s` are stored in several tables: %s"
                            .formatted(name, String.join(", ", tables)),
                    "store them in one table, or read each type with its own field");
            return null;
        }
        // Otherwise the table's own check has reported it.
        var alike = members.stream().map(type -> type.key().schema()).distinct().count() == 1;
        return alike ? new Target(name, members) : null;
    }

    /// Returns the type with `@table` of that name, or null if there is none.
    public @Nullable StoredType type(String name) {
        return types.get(name);
    }

    /// Returns the one type with `@table` that a text names.
    ///
    /// @param fix the fix if it names none
    /// @return null if a problem was reported, here or for the type itself
    public @Nullable Target stored(Text type, ExpressionLocation location, String fix) {
        var definition = file.type(type.value(), ObjectTypeDefinition.class);
        if (definition == null || !Shapes.isStored(definition)) {
            var members =
                    file.members(type.value()).stream()
                            .filter(Shapes::isStored)
                            .map(ObjectTypeDefinition::getName)
                            .toList();
            location.problems()
                    .report(
                            type.at(),
                            location.coordinate(),
                            "`%s` is not a type with @table".formatted(type.value()),
                            members.isEmpty()
                                    ? NearNames.fix(type.value(), types.keySet(), fix)
                                    : "name one of its types: `%s`"
                                            .formatted(String.join("` or `", members)));
            return null;
        }
        return find(type.value(), location);
    }

    /// Returns the types with `@table` that the item of a write can have: the one that a text
    /// names, or those of a union or interface in one table.
    ///
    /// @param fix the fix if it names none
    /// @return null if a problem was reported, here or for the type itself
    public @Nullable Target written(Text type, ExpressionLocation location, String fix) {
        return file.choices().contains(type.value()) && isInOneTable(type.value())
                ? find(type.value(), location)
                : stored(type, location, fix);
    }

    private boolean isInOneTable(String choice) {
        var members = file.members(choice).stream().map(ObjectTypeDefinition::getName).toList();
        return types.keySet().containsAll(members)
                && types.values().stream()
                                .filter(type -> members.contains(type.name()))
                                .map(StoredType::table)
                                .distinct()
                                .count()
                        == 1;
    }

    /// Returns the other types of the target's table that an index holds; without an index, all
    /// others.
    public Iterable<StoredType> strangers(Target target, @Nullable String index) {
        return types.values().stream()
                .filter(type -> type.table().equals(target.table()))
                .filter(type -> !target.members().contains(type))
                .filter(type -> index == null || type.indexes().containsKey(index))
                .collect(Collectors.toList());
    }
}
