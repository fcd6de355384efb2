// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Reads the keys, the stored fields and the rules of one model.
final class AmplifyReader {
    static final Set<String> RELATIONS = Set.of("hasMany", "hasOne", "belongsTo", "manyToMany");

    private final ObjectTypeDefinition type;
    private final AmplifyModel model;
    private final Map<String, AmplifyModel> models;
    private final Collection<String> report;

    AmplifyReader(
            ObjectTypeDefinition type,
            Map<String, AmplifyModel> models,
            Collection<String> report) {
        this.type = type;
        this.model = Objects.requireNonNull(models.get(type.getName()));
        this.models = models;
        this.report = report;
    }

    void read() {
        type.getFieldDefinitions().forEach(this::key);
        oldKeys();
        var composed = new HashSet<String>();
        var keys = new HashSet<>(model.key.fields());
        if (model.key.isComposed()) {
            composed.addAll(model.key.sort());
        }
        model.indexes.stream()
                .filter(AmplifyKey::isComposed)
                .forEach(index -> composed.addAll(index.sort()));
        for (var field : type.getFieldDefinitions()) {
            var isRelation =
                    RELATIONS.stream().anyMatch(name -> AmplifyDirectives.has(field, name));
            if (AmplifyDirectives.has(field, "function") || AmplifyDirectives.has(field, "http")) {
                continue;
            }
            if (!isRelation && !models.containsKey(AmplifyFields.named(field.getType()))) {
                var line = AmplifyFields.line(field, composed.contains(field.getName()));
                model.fields.put(
                        field.getName(), keys.contains(field.getName()) ? required(line) : line);
            } else if (!isRelation) {
                report.add(
                        "%s.%s: the field has no directive of a relation, and is left out."
                                .formatted(type.getName(), field.getName()));
            }
            if (AmplifyDirectives.has(field, "auth")) {
                report.add(
                        "%s.%s: the rules of the field are not translated."
                                .formatted(type.getName(), field.getName()));
            }
        }
        model.fields.putIfAbsent(model.key.partition(), model.key.partition() + ": ID!");
        for (var time : List.of("createdAt", "updatedAt")) {
            model.fields.putIfAbsent(time, time + ": DateTime");
        }
        AmplifyRules.translate(type, model, report);
    }

    /// A field of a table's key must be non-null.
    private static String required(String line) {
        return line.replaceFirst("^(\\w+: \\w+)(?!\\w|!)", "$1!");
    }

    private void key(FieldDefinition field) {
        var primary = AmplifyDirectives.find(field, "primaryKey");
        if (primary != null) {
            model.key =
                    new AmplifyKey(
                            null,
                            field.getName(),
                            AmplifyDirectives.texts(primary, "sortKeyFields"),
                            null);
        }
        for (var index : field.getDirectives("index")) {
            var name = AmplifyDirectives.text(index, "name");
            model.indexes.add(
                    new AmplifyKey(
                            name == null ? "by" + field.getName() : name,
                            field.getName(),
                            AmplifyDirectives.texts(index, "sortKeyFields"),
                            AmplifyDirectives.text(index, "queryField")));
        }
    }

    /// `@key` is how the first version of Amplify's transformer spelled keys.
    private void oldKeys() {
        for (var key : type.getDirectives("key")) {
            var fields = AmplifyDirectives.texts(key, "fields");
            if (fields.isEmpty()) {
                continue;
            }
            var name = AmplifyDirectives.text(key, "name");
            var translated =
                    new AmplifyKey(
                            name,
                            fields.getFirst(),
                            fields.subList(1, fields.size()),
                            AmplifyDirectives.text(key, "queryField"));
            if (name == null) {
                model.key = translated;
            } else {
                model.indexes.add(translated);
            }
        }
    }
}
