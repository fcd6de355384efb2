// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Translates relations, with the attributes and the indexes that Amplify makes for them.
final class AmplifyRelations {
    private final Map<String, AmplifyModel> models;
    private final Collection<String> report;

    AmplifyRelations(Map<String, AmplifyModel> models, Collection<String> report) {
        this.models = models;
        this.report = report;
    }

    void add(ObjectTypeDefinition type) {
        var model = Objects.requireNonNull(models.get(type.getName()));
        for (var field : type.getFieldDefinitions()) {
            var target = models.get(AmplifyFields.named(field.getType()));
            for (var name : AmplifyReader.RELATIONS) {
                var directive = AmplifyDirectives.find(field, name);
                if (directive != null && target != null) {
                    add(name, model, field, directive, target);
                }
            }
        }
    }

    private void add(
            String kind,
            AmplifyModel model,
            FieldDefinition field,
            Directive directive,
            AmplifyModel target) {
        switch (kind) {
            case "hasMany" -> many(model, field, directive, target);
            case "manyToMany" -> manyToMany(model, field, directive, target);
            case "belongsTo" -> one(model, field, directive, target, true);
            default -> one(model, field, directive, target, false);
        }
    }

    private void many(
            AmplifyModel model, FieldDefinition field, Directive directive, AmplifyModel target) {
        var index = AmplifyDirectives.text(directive, "indexName");
        var known = index == null ? null : index(target, index);
        if (index != null && known == null) {
            report.add(
                    "%s.%s: %s has no index %s, so the relation is left out."
                            .formatted(model.name, field.getName(), target.name, index));
            return;
        }
        if (known == null) {
            var references = AmplifyDirectives.texts(directive, "references");
            var attribute =
                    references.isEmpty()
                            ? implicit(model.name, field.getName())
                            : references.getFirst();
            target.fields.putIfAbsent(attribute, attribute + ": ID");
            known =
                    new AmplifyKey(
                            "gsi-%s.%s".formatted(model.name, field.getName()),
                            attribute,
                            List.of(),
                            null);
            target.indexes.add(known);
        }
        list(model, field.getName(), known, target);
    }

    private static void list(
            AmplifyModel model, String name, AmplifyKey index, AmplifyModel target) {
        model.relations.put(
                name,
                "%s(first: Int! = 20, after: String): %sConnection @query(index: \"%s\", keyCondition: \"%s = $parent.%s\") @auth(rules: [%s])"
                        .formatted(
                                name,
                                target.name,
                                index.index(),
                                index.partition(),
                                model.key.partition(),
                                target.broadest()));
    }

    private static @Nullable AmplifyKey index(AmplifyModel target, String name) {
        return target.indexes.stream()
                .filter(key -> name.equals(key.index()))
                .findFirst()
                .orElse(null);
    }

    private void one(
            AmplifyModel model,
            FieldDefinition field,
            Directive directive,
            AmplifyModel target,
            boolean belongs) {
        var given = new ArrayList<>(AmplifyDirectives.texts(directive, "fields"));
        if (given.isEmpty()) {
            given.addAll(AmplifyDirectives.texts(directive, "references"));
        }
        if (given.isEmpty()) {
            given.add(attribute(model, field, target, belongs));
        }
        var key = target.key.fields();
        if (given.size() != key.size()) {
            report.add(
                    "%s.%s: the relation has not all fields of the key of %s, and is left out."
                            .formatted(model.name, field.getName(), target.name));
            return;
        }
        var terms = new ArrayList<String>();
        for (var at = 0; at < key.size(); at++) {
            model.fields.putIfAbsent(given.get(at), given.get(at) + ": ID");
            terms.add("%s = $parent.%s".formatted(key.get(at), given.get(at)));
        }
        model.relations.put(
                field.getName(),
                "%s: %s @getItem(key: \"%s\")"
                        .formatted(field.getName(), target.name, String.join(" AND ", terms)));
    }

    /// Returns the attribute that Amplify makes for a relation without fields.
    private static String attribute(
            AmplifyModel model, FieldDefinition field, AmplifyModel target, boolean belongs) {
        if (belongs) {
            for (var index : model.indexes) {
                if (String.valueOf(index.index()).startsWith("gsi-" + target.name + ".")) {
                    return index.partition();
                }
            }
        }
        return implicit(model.name, field.getName());
    }

    private static String implicit(String type, String field) {
        return Character.toLowerCase(type.charAt(0))
                + type.substring(1)
                + Character.toUpperCase(field.charAt(0))
                + field.substring(1)
                + "Id";
    }

    private void manyToMany(
            AmplifyModel model, FieldDefinition field, Directive directive, AmplifyModel target) {
        var relation = String.valueOf(AmplifyDirectives.text(directive, "relationName"));
        var name = Character.toUpperCase(relation.charAt(0)) + relation.substring(1);
        var join = models.get(name);
        if (join == null) {
            join = new AmplifyModel(name);
            join.fields.put("id", "id: ID!");
            join.rules.addAll(model.rules.stream().filter(r -> !r.startsWith("{owner:")).toList());
            if (join.rules.isEmpty()) {
                join.rules.add(AmplifyRules.ADMIN);
            }
            for (var side : List.of(model, target)) {
                var id = lower(side.name) + "Id";
                join.fields.put(id, id + ": ID!");
                join.indexes.add(new AmplifyKey("by" + side.name, id, List.of(), null));
                join.relations.put(
                        lower(side.name),
                        "%s: %s @getItem(key: \"%s = $parent.%s\")"
                                .formatted(lower(side.name), side.name, side.key.partition(), id));
            }
            models.put(name, join);
            report.add(
                    "%s: the table of the relation has this name, and the rules of %s."
                            .formatted(name, model.name));
        }
        list(model, field.getName(), Objects.requireNonNull(index(join, "by" + model.name)), join);
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
