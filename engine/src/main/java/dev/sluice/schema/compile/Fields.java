// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Field;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.Rule;
import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Compiles where each field's answer comes from and who may select it.
final class Fields {
    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;
    private final Rules rules;
    private final ItemReads itemReads;
    private final QueryReads queryReads;

    Fields(
            SchemaFile file,
            Map<String, ObjectShape> shapes,
            Map<String, StoredType> storedTypes,
            Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
        var targets = new Targets(file, storedTypes);
        this.rules = new Rules(problems);
        this.itemReads = new ItemReads(targets);
        this.queryReads = new QueryReads(file, targets, new Filters(shapes));
    }

    Map<String, Map<String, Field>> compile() {
        var fields = new HashMap<String, Map<String, Field>>();
        for (var type : file.objectTypes()) {
            var ofType = new LinkedHashMap<String, Field>();
            for (var definition : type.getFieldDefinitions()) {
                var field = compile(type, definition);
                if (field != null) {
                    ofType.put(field.name(), field);
                }
            }
            fields.put(type.getName(), Map.copyOf(ofType));
            checkTypeRules(type);
        }
        return fields;
    }

    private void checkTypeRules(ObjectTypeDefinition type) {
        if (Directives.has(type, "auth") && !Shapes.isStored(type)) {
            problems.report(
                    type,
                    type.getName(),
                    "@auth on a type that is no item of its own",
                    "put the rule on the stored type or on the field that leads here");
        }
    }

    private @Nullable Field compile(ObjectTypeDefinition type, FieldDefinition definition) {
        var coordinate = SchemaFile.coordinate(type, definition);
        var root = file.isRoot(type.getName());
        var shape = root ? null : shapes.get(type.getName());
        var own = rules.read(definition, coordinate, shape);
        if (root && !Directives.has(definition, "auth")) {
            problems.report(
                    definition,
                    coordinate,
                    "a root field without @auth: nothing is readable by default",
                    "say who may ask, as in @auth(rules: [{signedIn: true}])");
        }
        var source = source(type, definition, shape, coordinate);
        if (source == null) {
            return null;
        }
        return new Field(
                type.getName(),
                definition.getName(),
                Types.isNonNull(definition.getType()),
                source,
                own,
                needs(source, own, shape));
    }

    private @Nullable Source source(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            @Nullable ObjectShape shape,
            String coordinate) {
        if (Shapes.isRead(definition)) {
            return read(type, definition, shape, coordinate);
        }
        if (ConnectionTypes.isPaging(file.registry(), type.getName())) {
            return paging(type, definition, coordinate);
        }
        var attribute = shape == null ? null : shape.attribute(definition.getName());
        if (attribute != null) {
            return new Source.Stored(attribute);
        }
        if (shape == null && !isWritten(definition)) {
            problems.report(
                    definition,
                    coordinate,
                    file.isRoot(type.getName())
                            ? "a root field that nothing answers"
                            : "`%s` is part of no stored type, so nothing answers its fields"
                                    .formatted(type.getName()),
                    file.isRoot(type.getName())
                            ? "read it with @getItem or @query"
                            : "store it with @table, use it as a field of a stored type, or remove it");
        }
        return null;
    }

    /// A field whose directive is refused elsewhere needs no second problem.
    private static boolean isWritten(FieldDefinition definition) {
        return Directives.has(definition, "write") || Directives.has(definition, "resolver");
    }

    private @Nullable Source paging(
            ObjectTypeDefinition type, FieldDefinition definition, String coordinate) {
        if (ConnectionTypes.answers(file.registry(), type.getName(), definition.getName())) {
            return new Source.Paging();
        }
        problems.report(
                definition,
                coordinate,
                "nothing answers this field of a page",
                "keep to edges, nodes, pageInfo; cursor, node; hasNextPage, hasPreviousPage,"
                        + " startCursor, endCursor");
        return null;
    }

    private @Nullable Source read(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            @Nullable ObjectShape shape,
            String coordinate) {
        var getItem = Directives.find(definition, "getItem");
        var query = Directives.find(definition, "query");
        if (shape == null && !file.isRoot(type.getName())) {
            problems.report(
                    definition,
                    coordinate,
                    "`%s` is part of no stored type, so nothing leads to this read"
                            .formatted(type.getName()),
                    "store the type with @table, or use it as a field of a stored type");
            return null;
        }
        if (file.root("mutation").equals(type.getName())) {
            problems.report(
                    definition,
                    coordinate,
                    "a mutation that writes nothing",
                    "make it a field of the query type");
            return null;
        }
        if (getItem != null && query != null) {
            problems.report(
                    query,
                    coordinate,
                    "the field has two sources: @getItem and @query",
                    "keep one of them");
            return null;
        }
        var scope = new Scope(file, definition, shape);
        return getItem != null
                ? getItem(type, definition, getItem, scope, coordinate)
                : query(type, definition, query, scope, coordinate);
    }

    private @Nullable Source getItem(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            Directive directive,
            Scope scope,
            String coordinate) {
        var site = new Site(problems, Directives.required(directive, "key"), coordinate);
        var source = itemReads.compile(definition, directive, scope, site);
        if (source != null) {
            scope.reportUnused(type, Set.of(), problems);
        }
        return source;
    }

    private @Nullable Source query(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            @Nullable Directive directive,
            Scope scope,
            String coordinate) {
        if (directive == null) {
            return null;
        }
        var site = new Site(problems, Directives.required(directive, "keyCondition"), coordinate);
        var source = queryReads.compile(definition, directive, scope, site);
        if (source instanceof Source.QueryRead read) {
            scope.reportUnused(
                    type,
                    read.answer() == Source.QueryRead.Answer.CONNECTION
                            ? QueryReads.PAGING_ARGUMENTS
                            : Set.of(),
                    problems);
        }
        return source;
    }

    private static Set<String> needs(Source source, List<Rule> rules, @Nullable ObjectShape shape) {
        if (shape == null) {
            return Set.of();
        }
        var names =
                switch (source) {
                    case Source.Stored(var attribute) -> Stream.of(attribute.field());
                    case Source.ItemRead _, Source.ListRead _, Source.QueryRead _ ->
                            ParentFields.of(source);
                    case Source.Paging _ -> Stream.<String>empty();
                };
        var needs = new HashSet<String>();
        Stream.concat(names, rules.stream().map(Rule::owner).flatMap(Stream::ofNullable))
                .map(shape::attribute)
                .flatMap(Stream::ofNullable)
                .forEach(attribute -> needs.add(attribute.name()));
        return needs;
    }
}
