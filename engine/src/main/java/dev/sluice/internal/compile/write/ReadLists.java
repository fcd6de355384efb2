// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ParentFields;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.WriteScope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.read.QueryCompiler;
import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.MutationList;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the lists of the item that a mutation reads first: its fields with `@query`.
final class ReadLists {
    private final SchemaFile file;
    private final Map<String, Map<String, Field>> fields;
    private final WriteScope given;
    private final Map<Value.Reference, ReadList> found = new LinkedHashMap<>();

    /// @param fields the compiled fields of the item's type, by type name, then by field name
    ReadLists(SchemaFile file, Map<String, Map<String, Field>> fields, WriteScope given) {
        this.file = file;
        this.fields = fields;
        this.given = given;
    }

    Collection<ReadList> all() {
        return found.values();
    }

    /// Returns the list for whose items a write runs, or null if it runs for no such list.
    @Nullable ReadList of(Write.@Nullable Repetition each) {
        return each == null ? null : found.get(each.list());
    }

    /// Returns whether a value names such a list.
    boolean has(Value.Reference list) {
        return definition(list) != null;
    }

    private @Nullable FieldDefinition definition(Value.Reference list) {
        var read = given.read();
        if (read == null
                || list.path().size() != 1
                || !list.root().equals(new Root.Named(read.alias()))) {
            return null;
        }
        var stored = read.type();
        var type = stored == null ? null : file.type(stored.name(), ObjectTypeDefinition.class);
        return type == null
                ? null
                : type.getFieldDefinitions().stream()
                        .filter(field -> field.getName().equals(list.path().getFirst()))
                        .filter(field -> Directives.has(field, "query"))
                        .findFirst()
                        .orElse(null);
    }

    /// @param list one that `has` knows
    /// @return null if a problem was reported, here or for the field
    @Nullable ReadList compile(Value.Reference list, ExpressionLocation location) {
        var read = given.read();
        var definition = definition(list);
        if (read == null || read.type() == null || definition == null) {
            return null;
        }
        var field = fields.getOrDefault(read.type().name(), Map.of()).get(definition.getName());
        if (field == null || !(field.source() instanceof Source.QueryRead query)) {
            return null;
        }
        var before = location.problems().count();
        check(list.text(), field, query, definition, location);
        if (location.problems().count() > before) {
            return null;
        }
        ParentFields.of(query).forEach(given::see);
        return found.computeIfAbsent(list, _ -> compiled(read.alias(), field, query));
    }

    private ReadList compiled(String alias, Field field, Source.QueryRead query) {
        var fixed = new HashMap<String, Set<Value>>();
        RuleFields.ofList(query.target().members().getFirst(), null, query.condition())
                .forEach((name, value) -> fixed.put(name, equal(value)));
        return new ReadList(
                new MutationList(alias, field.name(), consistent(query)), fixed, new HashSet<>());
    }

    /// Returns the values of the mutation that equal a value of the list's key condition.
    private Set<Value> equal(Value value) {
        var read = given.read();
        var parent = ParentFields.of(value).findFirst();
        if (read == null || parent.isEmpty()) {
            return Set.of(value);
        }
        var equal = new HashSet<Value>();
        equal.add(given.see(parent.get()));
        if (read.key().get(parent.get()) instanceof Value ofKey) {
            equal.add(ofKey);
        }
        return equal;
    }

    private static void check(
            String list,
            Field field,
            Source.QueryRead query,
            FieldDefinition definition,
            ExpressionLocation location) {
        if (query.answer() == Source.QueryRead.Answer.FIRST) {
            location.report(
                    "`%s` is not a list".formatted(list), "set each to a list, or remove it");
            return;
        }
        if (query.target().members().size() > 1) {
            location.report(
                    "`%s` has items of several types, but a write has one type".formatted(list),
                    "use a list of one type");
        }
        if (query.index() != null) {
            location.report(
                    "a write cannot depend on `%s`: an index can lag behind its table"
                            .formatted(list),
                    "use a list of the table itself");
        }
        if (!field.rules().isEmpty()) {
            location.report(
                    "`%s` has @auth, but a mutation always reads the whole list"
                            .formatted(field.coordinate()),
                    "remove that @auth, or use a list without it");
        }
        var arguments = needed(definition, query);
        if (!arguments.isEmpty()) {
            location.report(
                    "`%s` depends on its argument `%s`, which a mutation does not give"
                            .formatted(field.coordinate(), String.join("`, `", arguments)),
                    "make it nullable without a default, or use another list");
        }
        var items = query.limit(query.maxItems());
        if ((long) items * query.target().itemSize() > DynamoDbQuotas.PAGE_KILOBYTES) {
            location.report(
                    "`%s` reads up to %d items of %d KB, but one Query reads 1 MB at most"
                            .formatted(field.coordinate(), items, query.target().itemSize()),
                    "lower maxItems or maxRead of the list, or itemSize");
        }
    }

    /// Returns the arguments that change which items the list has, even if they are left out.
    private static List<String> needed(FieldDefinition definition, Source.QueryRead query) {
        var paging = QueryCompiler.pagingArguments(query);
        return definition.getInputValueDefinitions().stream()
                .filter(argument -> !paging.contains(argument.getName()))
                .filter(argument -> !Types.name(argument.getType()).equals("SortOrder"))
                .filter(argument ->
                        Types.isNonNull(argument.getType()) || argument.getDefaultValue() != null)
                .map(InputValueDefinition::getName)
                .collect(Collectors.toList());
    }

    private static Source.QueryRead consistent(Source.QueryRead query) {
        return new Source.QueryRead(
                query.target(),
                query.index(),
                query.condition(),
                query.ascending(),
                query.order(),
                query.filter(),
                query.maxItems(),
                query.maxRead(),
                query.count(),
                query.counter(),
                query.isMixed(),
                query.goesBack(),
                true,
                query.answer(),
                query.ruleFields(),
                query.listRules(),
                query.maxAge());
    }
}
