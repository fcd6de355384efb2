// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.auth.RefusedParents;
import dev.sluice.internal.compile.auth.Rules;
import dev.sluice.internal.compile.binding.ParentFields;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.resolver.AnsweredTypes;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.GlobalId;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Compiles the fields of each type: the source of the answer, and who may select the field.
public final class Fields {
    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;
    private final Rules rules;
    private final RefusedParents refusedParents;
    private final AnsweredTypes answered;
    private final Sources sources;
    private final Deprecations deprecations;
    private final Budgets budgets;
    private final FlaggedFields flags;
    private final Rollouts rollouts;
    private final Map<String, Map<String, Field>> fields = new HashMap<>();

    public Fields(
            SchemaFile file,
            Map<String, ObjectShape> shapes,
            Map<String, StoredType> storedTypes,
            Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
        var targets = new Targets(file, storedTypes);
        this.rules = new Rules(shapes, targets, problems);
        this.refusedParents = new RefusedParents(shapes, storedTypes, problems);
        this.answered = new AnsweredTypes(file, shapes, problems);
        this.deprecations = new Deprecations(problems);
        this.budgets = new Budgets(problems);
        this.flags = new FlaggedFields(file, problems);
        this.rollouts = new Rollouts(problems);
        this.sources = new Sources(file, shapes, fields, targets, answered, problems);
    }

    public Map<String, Map<String, Field>> compile() {
        sources.check();
        for (var type : inOrder()) {
            checkTypeRules(type);
            if (!isAnswered(type)) {
                continue;
            }
            var ofType = new LinkedHashMap<String, Field>();
            for (var definition : type.getFieldDefinitions()) {
                var field = compile(type, definition);
                if (field != null) {
                    ofType.put(field.name(), field);
                }
            }
            rollOut(type, ofType);
            fields.put(type.getName(), Map.copyOf(ofType));
        }
        new Counters(file, problems).check(fields);
        return fields;
    }

    /// Returns all types. Mutations read lists of other types, so their type comes last.
    private List<ObjectTypeDefinition> inOrder() {
        var types = new ArrayList<>(file.objectTypes());
        types.sort(Comparator.comparing(type -> type.getName().equals(file.root("mutation"))));
        return types;
    }

    private void rollOut(ObjectTypeDefinition type, Map<String, Field> fields) {
        for (var definition : type.getFieldDefinitions()) {
            var rollout = rollouts.compile(type, definition, fields);
            if (rollout != null) {
                fields.computeIfPresent(
                        definition.getName(), (_, field) -> field.rolledOut(rollout));
            }
        }
    }

    /// Does not report a type that a field names: the check of that field reports its problem.
    private boolean isAnswered(ObjectTypeDefinition type) {
        var answers =
                file.isRoot(type.getName())
                        || shapes.containsKey(type.getName())
                        || answered.contains(type)
                        || Subgraph.isStub(type)
                        || type.getName().equals(Subgraph.SERVICE_TYPE)
                        || ConnectionTypes.isPaging(file.registry(), type.getName());
        if (!answers && !isNamed(type.getName())) {
            problems.report(
                    type,
                    type.getName(),
                    "no stored type contains this type, so its fields have no source",
                    "store it with @table, use it as a field of a stored type, or remove it");
        }
        return answers;
    }

    private boolean isNamed(String type) {
        return file.objectTypes().stream()
                .flatMap(each -> each.getFieldDefinitions().stream())
                .flatMap(field -> file.members(Types.name(field.getType())).stream())
                .anyMatch(member -> member.getName().equals(type));
    }

    private void checkTypeRules(ObjectTypeDefinition type) {
        if (Directives.has(type, "auth") && !Shapes.isStored(type)) {
            problems.report(
                    type,
                    type.getName(),
                    "@auth has no effect on a type without @table",
                    "move it to the stored type, or to the field that returns this type");
        }
    }

    private @Nullable Field compile(ObjectTypeDefinition type, FieldDefinition definition) {
        var coordinate = SchemaFile.coordinate(type, definition);
        var root = file.isRoot(type.getName());
        var shape = root ? null : shapes.get(type.getName());
        var judged = root ? readFirst(definition) : shape;
        var scope = new Scope(file, definition, judged);
        var own = rules.read(definition, coordinate, judged, scope.ofRule());
        if (root && Shapes.isAnsweredElsewhere(definition) && !Directives.has(definition, "auth")) {
            problems.report(
                    definition,
                    coordinate,
                    "the root field has no @auth: nothing is readable by default",
                    "say who may use it, as in @auth(rules: [{signedIn: true}])");
        }
        if (!root && !ConnectionTypes.isPaging(file.registry(), type.getName())) {
            refusedParents.check(type, definition, own);
        }
        var deprecation = deprecations.compile(definition, coordinate);
        var budget = budgets.compile(definition, coordinate, root);
        var flag = flags.compile(type, definition, coordinate);
        var source = sources.compile(type, definition, own, shape, scope, coordinate);
        if (source == null) {
            return null;
        }
        return new Field(
                type.getName(),
                definition.getName(),
                Types.isNonNull(definition.getType()),
                source,
                own,
                needs(source, own, shape),
                deprecation,
                budget,
                null,
                flag);
    }

    /// Returns the item that a mutation reads before it writes, or null if it reads none.
    private @Nullable ObjectShape readFirst(FieldDefinition definition) {
        var read = Directives.find(definition, "getItem");
        var type =
                read == null || !Directives.has(definition, "write")
                        ? null
                        : Directives.string(read, "type");
        return type == null ? null : shapes.get(type);
    }

    private static Set<String> needs(Source source, List<Rule> rules, @Nullable ObjectShape shape) {
        if (shape == null) {
            return Set.of();
        }
        var names =
                switch (source) {
                    case Source.Stored(var attribute) -> Stream.of(attribute.field());
                    case Source.NodeId(var form) -> form.parts().stream().map(GlobalId.Part::field);
                    case Source.EntityKey _, Source.Sdl _ -> Stream.<String>empty();
                    case Source.EntityReference _,
                            Source.Keyed _,
                            Source.ListRead _,
                            Source.QueryRead _ ->
                            ParentFields.of(source);
                    case Source.Computed computed -> computed.needs().stream();
                    case Source.Paging _, Source.Mutation _, Source.Answered _, Source.Member _ ->
                            Stream.<String>empty();
                };
        var needs = new HashSet<String>();
        Stream.concat(names, RuleFields.of(rules).stream())
                .map(shape::attribute)
                .flatMap(Stream::ofNullable)
                .forEach(attribute -> needs.add(attribute.name()));
        return needs;
    }
}
