// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Compiles `@owner`: the team of each type. A root field belongs to the team of the type that it
/// returns, or else to the team of the root type.
public final class Owners {
    private static final Pattern TEAM =
            Pattern.compile("[A-Za-z0-9._/@#-][A-Za-z0-9 ._/@#-]{0,63}");

    private final SchemaFile file;
    private final Problems problems;
    private final Map<String, String> owners = new HashMap<>();

    public Owners(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// Returns the teams by type name, and by `Type.field` for root fields.
    public Map<String, String> compile() {
        file.objectTypes().forEach(this::read);
        file.objectTypes().stream()
                .filter(type -> file.isRoot(type.getName()))
                .forEach(type ->
                        type.getFieldDefinitions().forEach(field -> addReturned(type, field)));
        return owners;
    }

    private void read(ObjectTypeDefinition type) {
        var directive = Directives.find(type, "owner");
        if (directive == null) {
            return;
        }
        var team = Directives.required(directive, "team");
        if (!TEAM.matcher(team.value()).matches()) {
            problems.report(
                    team.at(),
                    type.getName(),
                    "this is not the name of a team",
                    "use at most 64 letters, digits, spaces and ._/@#-");
        }
        owners.put(type.getName(), team.value());
    }

    private void addReturned(ObjectTypeDefinition root, FieldDefinition field) {
        var name = Types.name(field.getType());
        var node = ConnectionTypes.nodeOf(file.registry(), name);
        var teams = new TreeSet<String>();
        for (var member : file.members(node == null ? name : node)) {
            teams.add(owners.getOrDefault(member.getName(), ""));
        }
        if (teams.size() == 1 && !teams.first().isEmpty()) {
            owners.put(SchemaFile.coordinate(root, field), teams.first());
        }
    }
}
