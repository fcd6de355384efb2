// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.binding.WriteScope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.Alternatives;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compiles the fields with `@write`.
public final class Mutations {
    private static final String TOKEN = "clientRequestToken";
    private static final String VERSION = "version";

    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Map<String, Map<String, Field>> fields;
    private final Targets targets;
    private final ValueShapes forms;
    private final Set<String> unversioned;
    private final Problems problems;

    /// @param fields the compiled fields of all types but the mutation type, by type name, then by
    ///   field name
    public Mutations(
            SchemaFile file,
            Map<String, ObjectShape> shapes,
            Map<String, Map<String, Field>> fields,
            Targets targets,
            Problems problems) {
        this.file = file;
        this.fields = fields;
        this.shapes = shapes;
        this.targets = targets;
        this.forms = new ValueShapes(file, shapes);
        this.unversioned = unversioned(file);
        this.problems = problems;
    }

    /// Returns the types with a write that does not change the version.
    private static Set<String> unversioned(SchemaFile file) {
        return file.objectTypes().stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .flatMap(field -> field.getDirectives("write").stream())
                .filter(write -> Directives.isFalse(write, "versioned"))
                .flatMap(write ->
                        Stream.ofNullable(Directives.string(write, Verb.UPDATE.argument())))
                .flatMap(name -> file.members(name).stream())
                .map(ObjectTypeDefinition::getName)
                .collect(Collectors.toSet());
    }

    /// @param rules the rules of the field itself
    /// @return null if a problem was reported
    public Source.@Nullable Mutation compile(
            FieldDefinition field, List<Rule> rules, Scope arguments, String coordinate) {
        var exactlyOnce = isExactlyOnce(field, rules, arguments, coordinate);
        var before = problems.count();
        arguments.arguments().checkNames(coordinate, problems);
        var preparations = new Preparations(problems);
        var preparation = preparations.compile(field, coordinate);
        var prepared = preparation == null ? Set.<String>of() : preparation.provides();
        var plain = new WriteScope(forms, prepared, null, new HashSet<>(), new HashSet<>());
        var read =
                new PreReads(targets, problems)
                        .compile(field, arguments.ofWrite(plain), coordinate);
        var unread = read == null && Directives.has(field, "getItem");
        if (unread || problems.count() > before) {
            return null;
        }
        var scope = new WriteScope(forms, prepared, read, plain.usedPrepared(), plain.usedFields());
        var lists = new ReadLists(file, fields, scope);
        var writes =
                new WriteCompiler(
                        forms, shapes, targets, arguments, scope, lists, problems, coordinate);
        if (read != null) {
            RuleFields.of(rules).forEach(scope::see);
        }
        var drafts = new ArrayList<CompiledWrite>();
        var directives = field.getDirectives("write");
        for (var directive : directives) {
            drafts.addAll(writes.compile(directive));
        }
        var distinct = drafts.stream().map(CompiledWrite::directive).distinct().count();
        // A write that did not compile was reported, here or with its type.
        if (distinct < directives.size()) {
            return null;
        }
        var events = new MutationEvents(file, forms, scope, problems, coordinate);
        var event = events.compile(field, arguments, drafts);
        if (preparation != null) {
            preparations.checkUsed(field, preparation, scope.usedPrepared(), coordinate);
        }
        var together = new WrittenTogether(drafts, read, problems, coordinate);
        together.check();
        together.checkLists(lists);
        var answer =
                problems.count() == before
                        ? new Answers(file, arguments, field, problems, coordinate).compile(drafts)
                        : null;
        if (answer == null) {
            return null;
        }
        var answering =
                drafts.stream()
                        .filter(draft -> draft.isAlternative(drafts.get(answer.write())))
                        .toList();
        var version = version(field, answering, arguments, coordinate);
        arguments.arguments().reportUnused(coordinate, Set.of(), problems);
        var audits = new AuditTrails(file, targets, problems).of(field, drafts, coordinate);
        new AuditedValues(problems, coordinate).see(drafts, audits, scope, lists);
        together.checkRead(scope.usedFields(), answer);
        var compiled =
                new UnchangedItems(drafts, read, lists, unversioned)
                        .writes(answer, version, scope.usedFields());
        events.checkAnswered(field, drafts.get(answer.write()));
        together.checkDelete(compiled, answer, exactlyOnce || event != null || !audits.isEmpty());
        return new Source.Mutation(
                preparation,
                read == null ? Map.of() : Map.of(read.alias(), read.read()),
                lists.all().stream().map(ReadList::list).toList(),
                compiled,
                alternatives(compiled, drafts, directives),
                answer.write(),
                answer.answer(),
                exactlyOnce,
                audits,
                event);
    }

    private boolean isExactlyOnce(
            FieldDefinition field, List<Rule> rules, Scope arguments, String coordinate) {
        var token = argument(field, TOKEN);
        if (token == null) {
            return false;
        }
        arguments.arguments().use(TOKEN);
        var schema = file.schemaDefinition();
        if (!isNonNull(token, "ID")) {
            problems.report(
                    token,
                    coordinate,
                    "`%s` makes a mutation idempotent, but its type is not ID!".formatted(TOKEN),
                    "write it as `%s: ID!`, or rename the argument".formatted(TOKEN));
        } else if (schema == null || !Directives.has(schema, "idempotency")) {
            problems.report(
                    token,
                    coordinate,
                    "`%s` needs a table for its records".formatted(TOKEN),
                    "add @idempotency(table: \"Idempotency\") to the schema");
        } else if (rules.stream().anyMatch(Rule::isPublic)) {
            problems.report(
                    token,
                    coordinate,
                    "a record of `%s` belongs to a caller, but a public rule also allows requests without one"
                            .formatted(TOKEN),
                    "require {signedIn: true}, or remove the argument");
        }
        return true;
    }

    private static @Nullable InputValueDefinition argument(FieldDefinition field, String name) {
        return field.getInputValueDefinitions().stream()
                .filter(argument -> argument.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNonNull(InputValueDefinition argument, String type) {
        return Types.isNonNull(argument.getType())
                && !Types.isList(argument.getType())
                && Types.name(argument.getType()).equals(type);
    }

    /// The checks of an item that are added at the end are alternatives, too.
    private static Alternatives alternatives(
            List<Write> writes, List<CompiledWrite> drafts, List<Directive> directives) {
        return new Alternatives(
                IntStream.range(0, writes.size())
                        .mapToObj(i ->
                                i < drafts.size()
                                        ? directives.indexOf(drafts.get(i).directive())
                                        : directives.size())
                        .toList());
    }

    /// Returns the required version of the item that the field answers, or null if none is
    /// required.
    private @Nullable Value version(
            FieldDefinition field,
            List<CompiledWrite> answering,
            Scope arguments,
            String coordinate) {
        var compared =
                answering.stream()
                        .map(CompiledWrite::write)
                        .filter(Mutations::compares)
                        .findFirst();
        if (compared.isEmpty()) {
            return null;
        }
        arguments.arguments().use(VERSION);
        var argument = argument(field, VERSION);
        if (argument == null || !isNonNull(argument, "Int")) {
            problems.report(
                    argument == null ? field : argument,
                    coordinate,
                    "`%s` has a version, but the field has no argument for it"
                            .formatted(compared.get().type().name()),
                    "add the argument `version: Int!`");
        }
        return new Value.Reference(new Root.Named(VERSION), List.of());
    }

    private static boolean compares(Write write) {
        return write.type().version() != null
                && write.each() == null
                && switch (write) {
                    case Write.Put _, Write.Check _ -> false;
                    case Write.Update update -> !update.creates() && update.versioned();
                    case Write.Delete _ -> true;
                };
    }
}
