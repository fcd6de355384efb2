// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import dev.sluice.devtools.adopt.Sdl;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The schema of Sluice for the schema of an Amplify API, and what needs a decision.
public final class AmplifySchema {
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    private static final List<String> DROPPED =
            List.of(
                    "searchable",
                    "function",
                    "http",
                    "predictions",
                    "sql",
                    "versioned",
                    "mapsTo",
                    "refersTo");

    private final Map<String, AmplifyModel> models = new LinkedHashMap<>();
    private final Map<String, String> root = new LinkedHashMap<>();
    private final List<String> others = new ArrayList<>();
    private final Set<String> report = new LinkedHashSet<>();

    private AmplifySchema() {}

    /// @throws Failure if the file is not a schema, or cannot be translated
    public static AmplifySchema of(String file, String text) {
        var schema = new AmplifySchema();
        try {
            schema.read(
                    Parser.parse(text).getDefinitionsOfType(ObjectTypeDefinition.class),
                    Parser.parse(text).getDefinitionsOfType(EnumTypeDefinition.class));
        } catch (InvalidSyntaxException e) {
            throw Failure.input("%s: %s".formatted(file, e.getMessage()));
        }
        schema.compile(file);
        return schema;
    }

    /// Returns what needs a decision.
    public List<String> report() {
        return List.copyOf(report);
    }

    private void read(List<ObjectTypeDefinition> types, List<EnumTypeDefinition> enums) {
        report.add(
                "Tables: Amplify names them after the model, the API and the environment, such as Todo-abc-dev. Write these names into @table(name:).");
        report.add(
                "Reads of all items (listTodos) were Scans, and there are none here. Mutations are not translated.");
        report.add(
                "If the API uses conflict resolution, items also have _version, _lastChangedAt and _deleted: add fields for them.");
        enums.forEach(type -> others.add(AstPrinter.printAst(type)));
        var modelled = types.stream().filter(type -> AmplifyDirectives.has(type, "model")).toList();
        modelled.forEach(type -> models.put(type.getName(), new AmplifyModel(type.getName())));
        var relations = new AmplifyRelations(models, report);
        for (var type : modelled) {
            new AmplifyReader(type, models, report).read();
        }
        modelled.forEach(relations::add);
        for (var type : types) {
            report(type);
            if (!AmplifyDirectives.has(type, "model") && !ROOTS.contains(type.getName())) {
                embedded(type);
            } else if (ROOTS.contains(type.getName())) {
                report.add(
                        "%s: its own fields are not translated: %s. Use Java resolvers."
                                .formatted(
                                        type.getName(),
                                        type.getFieldDefinitions().stream()
                                                .map(FieldDefinition::getName)
                                                .collect(Collectors.joining(", "))));
            }
        }
        models.values().forEach(this::reads);
    }

    private void report(ObjectTypeDefinition type) {
        for (var directive : DROPPED) {
            if (AmplifyDirectives.has(type, directive)) {
                report.add(
                        "%s: @%s is not translated.".formatted(type.getName(), directive)
                                + (directive.equals("searchable")
                                        ? " Put a search service beside Sluice."
                                        : ""));
            }
            for (var field : type.getFieldDefinitions()) {
                if (AmplifyDirectives.has(field, directive)) {
                    report.add(
                            "%s.%s: @%s is not translated. Use a Java resolver."
                                    .formatted(type.getName(), field.getName(), directive));
                }
            }
        }
    }

    private void embedded(ObjectTypeDefinition type) {
        others.add(
                "type %s {\n%s\n}"
                        .formatted(
                                type.getName(),
                                type.getFieldDefinitions().stream()
                                        .map(field -> "  " + AmplifyFields.line(field, false))
                                        .collect(Collectors.joining("\n"))));
    }

    private void reads(AmplifyModel model) {
        var isOwned = model.rules.stream().anyMatch(rule -> rule.startsWith("{owner:"));
        var rules = new LinkedHashSet<String>();
        model.rules.stream()
                .map(rule -> rule.startsWith("{owner:") ? "{signedIn: true}" : rule)
                .forEach(rules::add);
        put(
                "get" + model.name,
                "(%s): %s @getItem(key: \"%s\")"
                        .formatted(
                                arguments(model, model.key.fields()),
                                model.name,
                                condition(model.key.fields())),
                String.join(", ", rules));
        if (!model.key.sort().isEmpty()) {
            list(model, model.key, "list" + model.name);
        }
        for (var index : model.indexes) {
            var name = index.queryField();
            list(model, index, name == null ? lower(model.name) + "By_" + index.index() : name);
        }
        if (isOwned && model.broadest().equals(AmplifyRules.ADMIN)) {
            model.rules.add(AmplifyRules.ADMIN);
            report.add(
                    "%s: only the group \"admin\" has lists, because no key contains the owner. For lists of an owner, add an index on the owner."
                            .formatted(model.name));
        }
    }

    private void list(AmplifyModel model, AmplifyKey key, String name) {
        put(
                name.replaceAll("[^A-Za-z0-9_]", "_"),
                "(%s, first: Int! = 20, after: String): %sConnection! @query(%skeyCondition: \"%s\")"
                        .formatted(
                                arguments(model, List.of(key.partition())),
                                model.name,
                                key.index() == null ? "" : "index: \"%s\", ".formatted(key.index()),
                                condition(List.of(key.partition()))),
                model.broadest());
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private void put(String name, String rest, String rules) {
        root.put(name, "%s%s @auth(rules: [%s])".formatted(name, rest, rules));
    }

    private static String arguments(AmplifyModel model, List<String> fields) {
        return fields.stream()
                .map(field -> "%s: %s!".formatted(field, model.typeOf(field)))
                .collect(Collectors.joining(", "));
    }

    private static String condition(List<String> fields) {
        return fields.stream()
                .map(field -> "%1$s = $%1$s".formatted(field))
                .collect(Collectors.joining(" AND "));
    }

    /// Takes out the reads that the compiler refuses.
    private void compile(String file) {
        while (true) {
            try {
                var _ = SchemaCompiler.compile(file, text());
                return;
            } catch (InvalidSchemaException e) {
                if (e.problems().stream().noneMatch(this::takeOut)) {
                    throw Failure.input(
                            "%s cannot be translated:%n%s"
                                    .formatted(
                                            file,
                                            e.problems().stream()
                                                    .map(p -> p.coordinate() + ": " + p.fault())
                                                    .distinct()
                                                    .collect(Collectors.joining("\n"))));
                }
            }
        }
    }

    private boolean takeOut(Problem problem) {
        var path = problem.coordinate().split("\\.", -1);
        var model = models.get(path[0]);
        var removed =
                path.length < 2
                        ? null
                        : path[0].equals("Query")
                                ? root.remove(path[1])
                                : model == null ? null : model.relations.remove(path[1]);
        if (removed != null) {
            report.add("%s is left out: %s.".formatted(problem.coordinate(), problem.fault()));
        }
        return removed != null;
    }

    public String text() {
        var lines = new ArrayList<String>();
        lines.add("# Translated from Amplify by `sluice adopt`. It starts as it is. To decide:");
        report.forEach(line -> lines.add(Sdl.comment("? " + line)));
        lines.add("");
        models.values().forEach(model -> lines.add(model.text()));
        others.forEach(other -> lines.add(other + "\n"));
        lines.add("type Query {");
        root.values().forEach(field -> lines.add("  " + field));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }
}
