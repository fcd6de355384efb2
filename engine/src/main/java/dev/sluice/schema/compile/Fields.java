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
    private final Mutations mutations;
    private final ResolverFields resolvers;
    private final AnsweredTypes answered;

    Fields(
            SchemaFile file,
            Map<String, ObjectShape> shapes,
            Map<String, StoredType> storedTypes,
            Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
        var targets = new Targets(file, storedTypes);
        this.rules = new Rules(problems, new ExistsRules(targets, problems));
        this.itemReads = new ItemReads(targets);
        this.queryReads = new QueryReads(file, targets, new Filters(shapes));
        this.mutations = new Mutations(file, shapes, targets, problems);
        this.resolvers = new ResolverFields(file, problems);
        this.answered = new AnsweredTypes(file, shapes, problems);
    }

    Map<String, Map<String, Field>> compile() {
        resolvers.check();
        var fields = new HashMap<String, Map<String, Field>>();
        for (var type : file.objectTypes()) {
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
            fields.put(type.getName(), Map.copyOf(ofType));
        }
        return fields;
    }

    /// A type that a field names has its problem told there.
    private boolean isAnswered(ObjectTypeDefinition type) {
        var answers =
                file.isRoot(type.getName())
                        || shapes.containsKey(type.getName())
                        || answered.contains(type)
                        || ConnectionTypes.isPaging(file.registry(), type.getName());
        if (!answers && !isNamed(type.getName())) {
            problems.report(
                    type,
                    type.getName(),
                    "the type is part of no stored type, so nothing answers its fields",
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
                    "@auth on a type that is no item of its own",
                    "put the rule on the stored type or on the field that leads here");
        }
    }

    private @Nullable Field compile(ObjectTypeDefinition type, FieldDefinition definition) {
        var coordinate = SchemaFile.coordinate(type, definition);
        var root = file.isRoot(type.getName());
        var shape = root ? null : shapes.get(type.getName());
        var scope = new Scope(file, definition, shape);
        var own = rules.read(definition, coordinate, shape, scope.ofRule());
        if (root && isSourced(definition) && !Directives.has(definition, "auth")) {
            problems.report(
                    definition,
                    coordinate,
                    "a root field without @auth: nothing is readable by default",
                    "say who may ask, as in @auth(rules: [{signedIn: true}])");
        }
        var source = source(type, definition, own, shape, scope, coordinate);
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
            List<Rule> rules,
            @Nullable ObjectShape shape,
            Scope scope,
            String coordinate) {
        if (ConnectionTypes.isPaging(file.registry(), type.getName())) {
            return paging(type, definition, coordinate);
        }
        if (answered.contains(type)) {
            return new Source.Member();
        }
        if (ResolverFields.isResolved(definition)) {
            return resolvers.compile(type, definition, shape);
        }
        if (Directives.has(definition, "write")) {
            return mutation(type, definition, rules, scope, coordinate);
        }
        if (Directives.has(definition, "resolver")) {
            return null;
        }
        if (Shapes.isRead(definition)) {
            return read(type, definition, rules, scope, coordinate);
        }
        var attribute = shape == null ? null : shape.attribute(definition.getName());
        if (attribute != null) {
            return new Source.Stored(attribute);
        }
        if (shape == null && !isSourced(definition)) {
            problems.report(
                    definition,
                    coordinate,
                    "a root field that nothing answers",
                    isMutation(type)
                            ? "say what it writes with @write"
                            : "read it with @getItem or @query");
        }
        return null;
    }

    private boolean isMutation(ObjectTypeDefinition type) {
        return file.root("mutation").equals(type.getName());
    }

    private static boolean isSourced(FieldDefinition definition) {
        return Shapes.isAnsweredElsewhere(definition);
    }

    private @Nullable Source mutation(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            List<Rule> rules,
            Scope scope,
            String coordinate) {
        if (!isMutation(type)) {
            problems.report(
                    definition,
                    coordinate,
                    "@write on a field of `%s`".formatted(type.getName()),
                    "make it a field of the mutation type");
            return null;
        }
        if (Directives.has(definition, "query")) {
            problems.report(
                    definition,
                    coordinate,
                    "the field has two sources: @write and @query",
                    "keep one of them; read an item before a write with @getItem(as:)");
            return null;
        }
        return mutations.compile(definition, rules, scope, coordinate);
    }

    private @Nullable Source paging(
            ObjectTypeDefinition type, FieldDefinition definition, String coordinate) {
        var expected =
                ConnectionTypes.expected(file.registry(), type.getName(), definition.getName());
        if (expected == null) {
            problems.report(
                    definition,
                    coordinate,
                    "nothing answers this field of a page",
                    "keep to edges, nodes, pageInfo; cursor, node; hasNextPage, hasPreviousPage,"
                            + " startCursor, endCursor");
        } else if (!expected.fits(definition)) {
            problems.report(
                    definition,
                    coordinate,
                    "the engine answers this field of a page with another type",
                    "write it as `%s`".formatted(expected));
        }
        return new Source.Paging();
    }

    private @Nullable Source read(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            List<Rule> rules,
            Scope scope,
            String coordinate) {
        var getItem = Directives.find(definition, "getItem");
        var query = Directives.find(definition, "query");
        if (isMutation(type)) {
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
        scope.arguments().checkNames(coordinate, problems);
        return getItem != null
                ? getItem(definition, getItem, scope, coordinate)
                : query(definition, query, rules, scope, coordinate);
    }

    private void refuseAlias(Directive getItem, String coordinate) {
        for (var argument : getItem.getArguments()) {
            if (List.of("as", "type").contains(argument.getName())) {
                problems.report(
                        argument,
                        coordinate,
                        "@getItem(%s:) speaks of a read before a write"
                                .formatted(argument.getName()),
                        "remove it, or add @write");
            }
        }
    }

    private @Nullable Source getItem(
            FieldDefinition definition, Directive directive, Scope scope, String coordinate) {
        var site = new Site(problems, Directives.required(directive, "key"), coordinate);
        var before = problems.count();
        var source = itemReads.compile(definition, directive, scope, site);
        refuseAlias(directive, coordinate);
        checkMaxAge(directive, coordinate);
        if (problems.count() == before && source != null) {
            scope.arguments().reportUnused(coordinate, Set.of(), problems);
        }
        return source;
    }

    private void checkMaxAge(Directive directive, String coordinate) {
        if (Directives.integer(directive, "maxAge", 0) < 0) {
            problems.report(
                    directive, coordinate, "maxAge is negative", "give seconds, or remove it");
        }
    }

    private @Nullable Source query(
            FieldDefinition definition,
            @Nullable Directive directive,
            List<Rule> rules,
            Scope scope,
            String coordinate) {
        if (directive == null) {
            return null;
        }
        var site = new Site(problems, Directives.required(directive, "keyCondition"), coordinate);
        var before = problems.count();
        var source = queryReads.compile(definition, directive, rules, scope, site);
        checkMaxAge(directive, coordinate);
        if (problems.count() == before && source instanceof Source.QueryRead read) {
            scope.arguments()
                    .reportUnused(
                            coordinate,
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
