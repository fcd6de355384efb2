// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.auth.Admitted;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Subgraph;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.read.Filters;
import dev.sluice.internal.compile.read.GetItemCompiler;
import dev.sluice.internal.compile.read.QueryCompiler;
import dev.sluice.internal.compile.resolver.AnsweredTypes;
import dev.sluice.internal.compile.resolver.ResolverFields;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.compile.write.AuditTrails;
import dev.sluice.internal.compile.write.Mutations;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles the source of one field's answer.
final class Sources {
    private final SchemaFile file;
    private final Problems problems;
    private final Targets targets;
    private final AnsweredTypes answered;
    private final GetItemCompiler itemReads;
    private final QueryCompiler queryReads;
    private final Mutations mutations;
    private final ResolverFields resolvers;
    private final NodeIds nodeIds;
    private final Entities entities;
    private final EntityReferences references;
    private final AuditTrails audits;

    /// @param fields the fields that are compiled so far, by type name, then by field name
    Sources(
            SchemaFile file,
            Map<String, ObjectShape> shapes,
            Map<String, Map<String, Field>> fields,
            Targets targets,
            AnsweredTypes answered,
            Problems problems) {
        this.file = file;
        this.problems = problems;
        this.targets = targets;
        this.answered = answered;
        this.itemReads = new GetItemCompiler(file, targets);
        this.queryReads = new QueryCompiler(file, targets, new Filters(shapes));
        this.mutations = new Mutations(file, shapes, fields, targets, problems);
        this.resolvers = new ResolverFields(file, problems);
        this.nodeIds = new NodeIds(problems);
        this.entities = new Entities(file, targets, problems);
        this.references = new EntityReferences(file, shapes);
        this.audits = new AuditTrails(file, targets, problems);
    }

    /// Reports what is wrong with `@resolver`, on any field, with `@key`, on any type, and with
    /// `@audit`.
    void check() {
        resolvers.check();
        entities.check();
        audits.check();
    }

    /// @param rules the rules of the field itself
    /// @return null if nothing answers the field, or if a problem was reported
    @Nullable Source compile(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            List<Rule> rules,
            @Nullable ObjectShape shape,
            Scope scope,
            String coordinate) {
        if (isOfGateway(type, definition)) {
            return definition.getName().equals(Subgraph.ENTITIES)
                    ? entities.representations(definition)
                    : entities.sdl();
        }
        if (shape == null && Subgraph.isStub(type)) {
            return new Source.EntityKey();
        }
        if (ConnectionTypes.isPaging(file.registry(), type.getName())) {
            return paging(type, definition, coordinate);
        }
        if (answered.contains(type)) {
            return new Source.Member();
        }
        if (Directives.has(definition, "node")) {
            return nodeIds.compile(type, definition, targets.type(type.getName()), coordinate);
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
        if (shape == null && !Shapes.isAnsweredElsewhere(definition)) {
            problems.report(
                    definition,
                    coordinate,
                    "the root field has no source",
                    isMutation(type)
                            ? "say what it writes with @write"
                            : "read it with @getItem or @query");
        }
        return null;
    }

    /// Returns whether only a gateway asks the field.
    private boolean isOfGateway(ObjectTypeDefinition type, FieldDefinition definition) {
        return type.getName().equals(Subgraph.SERVICE_TYPE)
                || (type.getName().equals(file.root("query"))
                        && List.of(Subgraph.ENTITIES, Subgraph.SERVICE)
                                .contains(definition.getName()));
    }

    private boolean isMutation(ObjectTypeDefinition type) {
        return file.root("mutation").equals(type.getName());
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
                    "@write cannot be used on a field of `%s`".formatted(type.getName()),
                    "move the field to the mutation type");
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
                    "a page has no such field",
                    "use only edges, nodes, pageInfo, totalCount, countIsPartial; cursor, node; hasNextPage, hasPreviousPage, startCursor, endCursor");
        } else if (!expected.fits(definition)) {
            problems.report(
                    definition,
                    coordinate,
                    "this field of a page must have another type",
                    "write it as `%s`".formatted(expected));
        } else if (ConnectionTypes.isTotal(definition.getName())
                && !ConnectionTypes.isCounted(file.registry(), type.getName())) {
            problems.report(
                    definition,
                    coordinate,
                    "no list is counted for this field",
                    "add maxCount, the largest number to count, or counter to the @query of such a list");
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
            problems.reportAbsence(
                    definition,
                    coordinate,
                    "the mutation writes nothing",
                    "move the field to the query type");
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
                : query(definition, query, callers(type, rules), scope, coordinate);
    }

    /// Returns who may select a field: callers who may see its parent and pass the rules of the
    /// field.
    private List<Admitted> callers(ObjectTypeDefinition type, List<Rule> rules) {
        var parent = targets.type(type.getName());
        return Admitted.by(parent == null ? List.of() : parent.rules(), rules);
    }

    private void refuseAlias(Directive getItem, String coordinate) {
        for (var argument : getItem.getArguments()) {
            if (List.of("as", "type").contains(argument.getName())) {
                problems.report(
                        argument,
                        coordinate,
                        "@getItem(%s:) applies only to a read before a write"
                                .formatted(argument.getName()),
                        "remove it, or add @write");
            }
        }
    }

    private @Nullable Source getItem(
            FieldDefinition definition, Directive directive, Scope scope, String coordinate) {
        var location =
                new ExpressionLocation(problems, Directives.orEmpty(directive, "key"), coordinate);
        var before = problems.count();
        var named = file.type(Types.name(definition.getType()), ObjectTypeDefinition.class);
        var source =
                named != null && Subgraph.isStub(named)
                        ? references.compile(definition, named, scope, location)
                        : itemReads.compile(definition, directive, scope, location);
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
                    directive,
                    coordinate,
                    "maxAge is negative",
                    "set it to 0 seconds or more, or remove it");
        }
    }

    private @Nullable Source query(
            FieldDefinition definition,
            @Nullable Directive directive,
            List<Admitted> callers,
            Scope scope,
            String coordinate) {
        if (directive == null) {
            return null;
        }
        var location =
                new ExpressionLocation(
                        problems, Directives.orEmpty(directive, "keyCondition"), coordinate);
        var before = problems.count();
        var source = queryReads.compile(definition, directive, callers, scope, location);
        checkMaxAge(directive, coordinate);
        if (problems.count() == before && source instanceof Source.QueryRead read) {
            scope.arguments()
                    .reportUnused(coordinate, QueryCompiler.pagingArguments(read), problems);
        }
        return source;
    }
}
