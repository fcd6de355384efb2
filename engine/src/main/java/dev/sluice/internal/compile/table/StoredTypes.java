// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.auth.Rules;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.TypeDiscriminator;

import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles the types with `@table`.
public final class StoredTypes {
    private static final int LARGEST_ITEM_KB = 400;

    /// Source: Amazon DynamoDB Developer Guide, "Naming rules".
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    private final SchemaFile file;
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;
    private final PrimaryKeys keys;

    public StoredTypes(SchemaFile file, Map<String, ObjectShape> shapes, Problems problems) {
        this.file = file;
        this.shapes = shapes;
        this.problems = problems;
        this.keys = new PrimaryKeys(new Keys(shapes, problems), problems);
    }

    /// Returns the types with valid keys, by name. Reports the problems of the others.
    public Map<String, StoredType> compile() {
        var types = new LinkedHashMap<String, StoredType>();
        var definitions = file.objectTypes().stream().filter(Shapes::isStored).toList();
        for (var type : definitions) {
            var stored = compile(type);
            if (stored != null) {
                types.put(type.getName(), stored);
            }
        }
        file.objectTypes().stream()
                .filter(type -> !Shapes.isStored(type) && !file.isRoot(type.getName()))
                .forEach(new Pins(problems)::refuse);
        var targets = new Targets(file, Map.copyOf(types));
        var rules = new Rules(shapes, targets, problems);
        for (var type : definitions) {
            var own = rules(type, rules);
            types.computeIfPresent(
                    type.getName(),
                    (_, stored) -> stored.judgedBy(own, attributes(stored.shape(), own)));
        }
        return types;
    }

    private @Nullable StoredType compile(ObjectTypeDefinition type) {
        var table = Objects.requireNonNull(Directives.find(type, "table"));
        var shape = Objects.requireNonNull(shapes.get(type.getName()));
        checkTable(type, table, shape);
        var spelling = new Spellings(problems).of(type, table);
        var key = keys.compile(table, shape, spelling, null, null);
        var discriminator = new Discriminators(file, problems).of(type, table, shape, key);
        var indexes =
                new IndexCompiler(keys, problems)
                        .compile(
                                type, shape, spelling, key, inIndexes(table, shape, discriminator));
        if (key == null) {
            return null;
        }
        new KeyNames(problems).check(type, key, indexes.values());
        var ttl = ttl(table, shape);
        var deletedAt = new DeletionMarks(problems).of(type, table, shape, key, indexes.values());
        return new StoredType(
                type.getName(),
                Directives.required(table, "name").value(),
                key,
                indexes,
                Directives.string(table, "version"),
                ttl,
                deletedAt,
                Directives.integer(table, "itemSize", 4),
                shape,
                new Pins(problems).compile(type, shape, key.partition(), indexes.values()),
                discriminator,
                List.of(),
                always(shape, key, discriminator, ttl, deletedAt));
    }

    /// Returns the attributes by which a page of an index drops items.
    private static Set<String> inIndexes(
            Directive table, ObjectShape shape, TypeDiscriminator discriminator) {
        var marks =
                Stream.of("ttl", "deletedAt")
                        .map(mark -> Directives.string(table, mark))
                        .flatMap(Stream::ofNullable)
                        .map(shape::attribute)
                        .flatMap(Stream::ofNullable)
                        .map(Attribute::name);
        return Stream.concat(discriminator.texts().keySet().stream(), marks)
                .collect(Collectors.toSet());
    }

    private List<Rule> rules(ObjectTypeDefinition type, Rules rules) {
        var shape = Objects.requireNonNull(shapes.get(type.getName()));
        if (!Directives.has(type, "auth")) {
            problems.report(
                    type,
                    type.getName(),
                    "the stored type has no @auth: nothing is readable by default",
                    "say who may see it, as in @auth(rules: [{owner: \"id\"}])");
        }
        return rules.read(type, type.getName(), shape, Scope.ofItem(file, shape));
    }

    private void checkTable(ObjectTypeDefinition type, Directive table, ObjectShape shape) {
        var size = Directives.integer(table, "itemSize", 4);
        if (size < 1 || size > LARGEST_ITEM_KB) {
            problems.report(
                    table,
                    type.getName(),
                    "itemSize is %d KB".formatted(size),
                    "set it to the largest size of an item in KB, from 1 to 400");
        }
        checkName(Directives.required(table, "name"), type.getName(), "a table", problems);
        var version = Directives.string(table, "version");
        if (version != null
                && !(shape.attribute(version) instanceof Attribute field
                        && field.nonNull()
                        && field.type().equals(new AttributeType.Scalar(ScalarKind.INT)))) {
            problems.report(
                    table,
                    type.getName(),
                    "version names `%s`, which is not a stored field of type Int!"
                            .formatted(version),
                    "add `%s: Int!` to the type".formatted(version));
        }
        var counted = version == null ? null : shape.attribute(version);
        if (counted != null && !counted.constraints().isEmpty()) {
            problems.report(
                    table,
                    type.getName(),
                    "`%s` is the version, which Sluice increments regardless of @constraint"
                            .formatted(version),
                    "remove @constraint from `%s`".formatted(version));
        }
        var ttl = Directives.string(table, "ttl");
        if (ttl != null && ttl(table, shape) == null) {
            problems.report(
                    table,
                    type.getName(),
                    "ttl names `%s`, which is not a stored field of type DateTime".formatted(ttl),
                    "add `%s: DateTime` to the type".formatted(ttl));
        }
    }

    static void checkName(Text name, String coordinate, String what, Problems problems) {
        if (!NAME.matcher(name.value()).matches()) {
            problems.report(
                    name.at(),
                    coordinate,
                    "DynamoDB does not accept \"%s\" as the name of %s"
                            .formatted(name.value(), what),
                    "use 3 to 255 letters, digits, dots, hyphens and underscores");
        }
    }

    private static @Nullable Attribute ttl(Directive table, ObjectShape shape) {
        var ttl = Directives.string(table, "ttl");
        var attribute = ttl == null ? null : shape.attribute(ttl);
        return attribute != null
                        && attribute
                                .type()
                                .equals(new AttributeType.Scalar(ScalarKind.EPOCH_SECONDS))
                ? attribute
                : null;
    }

    private static Set<String> attributes(ObjectShape shape, List<Rule> rules) {
        return RuleFields.of(rules).stream()
                .map(shape::attribute)
                .flatMap(Stream::ofNullable)
                .map(Attribute::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> always(
            ObjectShape shape,
            PrimaryKey key,
            TypeDiscriminator discriminator,
            @Nullable Attribute... marks) {
        var always = new HashSet<>(discriminator.texts().keySet());
        key.halves()
                .forEach(half -> {
                    always.add(half.attribute().name());
                    half.template()
                            .lowered()
                            .forEach(field -> always.add(Keys.stored(shape, field).name()));
                });
        key.bucketed().forEach(field -> always.add(Keys.stored(shape, field).name()));
        Stream.of(marks).filter(Objects::nonNull).map(Attribute::name).forEach(always::add);
        return always;
    }
}
