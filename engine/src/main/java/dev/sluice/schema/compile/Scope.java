// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.AttributeType;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.ScalarKind;
import dev.sluice.schema.expression.Value;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the expressions of one field may refer to: its arguments, its parent's stored fields,
/// claims.
final class Scope {
    private static final Set<String> RESERVED =
            Set.of("parent", "claims", "now", "uuid", "each", "item", "prepared");

    private final SchemaFile file;
    private final List<InputValueDefinition> arguments;
    private final @Nullable ObjectShape parent;
    private final Use use;
    private final Set<String> used;

    /// What an expression is for.
    private enum Use {
        READ("a read", "use an argument, $parent or $claims"),
        FIELD_RULE("a rule", "use an argument, $item or $claims"),
        TYPE_RULE("the rule of a type", "use $item or $claims");

        private final String what;
        private final String remedy;

        Use(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        /// Whether the root stands for the item at hand.
        boolean isItem(String root) {
            return switch (this) {
                case READ -> root.equals("parent");
                case FIELD_RULE -> root.equals("item") || root.equals("parent");
                case TYPE_RULE -> root.equals("item");
            };
        }
    }

    private Scope(
            SchemaFile file,
            List<InputValueDefinition> arguments,
            @Nullable ObjectShape parent,
            Use use,
            Set<String> used) {
        this.file = file;
        this.arguments = arguments;
        this.parent = parent;
        this.use = use;
        this.used = used;
    }

    /// What the read of a field may refer to.
    ///
    /// @param parent null on a root field
    Scope(SchemaFile file, FieldDefinition field, @Nullable ObjectShape parent) {
        this(file, field.getInputValueDefinitions(), parent, Use.READ, new HashSet<>());
    }

    /// What a rule of the field may refer to; what it uses counts as used by the field.
    Scope ofRule() {
        return new Scope(file, arguments, parent, Use.FIELD_RULE, used);
    }

    /// What a rule of a stored type may refer to.
    static Scope ofItem(SchemaFile file, ObjectShape item) {
        return new Scope(file, List.of(), item, Use.TYPE_RULE, new HashSet<>());
    }

    /// Reports the arguments that no expression can name.
    void checkNames(String coordinate, Problems problems) {
        for (var argument : arguments) {
            if (RESERVED.contains(argument.getName())) {
                problems.report(
                        argument,
                        coordinate,
                        "`$%s` has a meaning of its own, so no argument can be called so"
                                .formatted(argument.getName()),
                        "give the argument another name");
            }
        }
    }

    /// Whether an enum among the types of the fields of this name has the value.
    ///
    /// @param path the field's name, after those of the objects around it
    boolean isEnumValue(String path, String value) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        return file.objectTypes().stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .filter(each -> each.getName().equals(name))
                .map(each -> file.type(Types.name(each.getType()), EnumTypeDefinition.class))
                .flatMap(Stream::ofNullable)
                .flatMap(type -> type.getEnumValueDefinitions().stream())
                .anyMatch(each -> each.getName().equals(value));
    }

    /// What is known of a value before it is there.
    ///
    /// @param kind null for a literal or a claim, which take the kind of what they meet
    /// @param maxItems the list's bound, or null
    record Known(
            @Nullable ScalarKind kind,
            boolean nullable,
            boolean list,
            @Nullable Integer maxItems) {}

    /// Why a value cannot be used.
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        Unknown(String fault, String remedy) {
            super(fault);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }

        String fault() {
            return String.valueOf(getMessage());
        }
    }

    Known known(Value value) throws Unknown {
        return switch (value) {
            case Value.Literal _, Value.Element _ -> new Known(null, false, false, null);
            case Value.Negated _ ->
                    throw new Unknown(
                            "a read takes no negated value",
                            "pass the number as it is to be compared");
            case Value.Reference reference -> reference(reference);
        };
    }

    private Known reference(Value.Reference reference) throws Unknown {
        if (use.isItem(reference.root())) {
            return itemField(reference);
        }
        return switch (reference.root()) {
            case "claims" -> claim(reference);
            case "now" -> new Known(ScalarKind.DATE_TIME, false, false, null);
            case "parent", "uuid", "each", "item", "prepared" ->
                    throw new Unknown(
                            "`$%s` has no meaning in %s".formatted(reference.root(), use.what),
                            use.remedy);
            default -> argument(reference);
        };
    }

    private static Known claim(Value.Reference reference) throws Unknown {
        if (reference.path().size() != 1) {
            throw new Unknown(
                    "a claim is named as $claims.name", "name one claim, as in $claims.sub");
        }
        return new Known(null, false, false, null);
    }

    private Known itemField(Value.Reference reference) throws Unknown {
        if (parent == null) {
            throw new Unknown(
                    "a root field has no $%s".formatted(reference.root()),
                    "use an argument or a claim such as $claims.sub");
        }
        var name = reference.path().isEmpty() ? "" : reference.path().getFirst();
        var attribute = reference.path().size() == 1 ? parent.attribute(name) : null;
        if (attribute == null) {
            throw new Unknown(
                    "`%s` has no stored field `%s`"
                            .formatted(parent.type(), String.join(".", reference.path())),
                    "name a stored field of the " + reference.root());
        }
        return switch (attribute.type()) {
            case AttributeType.Scalar(var kind) ->
                    new Known(kind, !attribute.nonNull(), false, null);
            case AttributeType.ListOf(AttributeType.Scalar(var kind), _, var maxItems) ->
                    new Known(kind, !attribute.nonNull(), true, maxItems);
            case AttributeType.SetOf(var kind, var maxItems) ->
                    new Known(kind, !attribute.nonNull(), true, maxItems);
            case AttributeType.ListOf _, AttributeType.Embedded _ ->
                    throw new Unknown(
                            "`%s` is no scalar".formatted(name),
                            "name a scalar field of the " + reference.root());
        };
    }

    private Known argument(Value.Reference reference) throws Unknown {
        var argument = find(arguments, reference.root());
        if (argument == null) {
            throw new Unknown(
                    "there is no argument `%s`".formatted(reference.root()),
                    use == Use.TYPE_RULE
                            ? use.remedy
                            : "declare it on the field, or use $parent.field or $claims.name");
        }
        used.add(reference.root());
        var nullable = !Types.isNonNull(argument.getType());
        var at = argument;
        for (var name : reference.path()) {
            var input = file.type(Types.name(at.getType()), InputObjectTypeDefinition.class);
            var next = input == null ? null : find(input.getInputValueDefinitions(), name);
            if (next == null || Types.isList(at.getType())) {
                throw new Unknown(
                        "`%s` has no field `%s`".formatted(Types.name(at.getType()), name),
                        "name a field of the input type");
            }
            at = next;
            nullable |= !Types.isNonNull(at.getType());
        }
        var kind = Scalars.kind(file, Types.name(at.getType()));
        if (kind == null) {
            throw new Unknown(
                    "`%s` is an object, not a scalar".formatted(Types.name(at.getType())),
                    "name one of its fields, as in $%s.field".formatted(reference.root()));
        }
        return new Known(kind, nullable, Types.isList(at.getType()), Constraints.maxItems(at));
    }

    private static @Nullable InputValueDefinition find(
            List<InputValueDefinition> among, String name) {
        return among.stream().filter(each -> each.getName().equals(name)).findFirst().orElse(null);
    }

    /// Reports each argument that no expression used and that the engine does not itself answer.
    void reportUnused(String coordinate, Set<String> engineOwn, Problems problems) {
        for (var argument : arguments) {
            var name = argument.getName();
            if (!used.contains(name) && !engineOwn.contains(name) && !RESERVED.contains(name)) {
                problems.report(
                        argument,
                        coordinate,
                        "the argument `%s` is used by no expression".formatted(name),
                        "use it as $%s, or remove it".formatted(name));
            }
        }
    }

    /// The literal as a field of the kind holds it, or null where it does not fit.
    static @Nullable Object literal(Object value, ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM, BINARY -> value instanceof String ? value : null;
            case DATE_TIME, EPOCH_SECONDS -> value instanceof String text ? instant(text) : null;
            case INT -> value instanceof BigDecimal number ? integer(number) : null;
            case FLOAT -> value instanceof BigDecimal number ? (Object) number.doubleValue() : null;
            case DECIMAL -> value instanceof BigDecimal ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case JSON -> null;
        };
    }

    private static @Nullable Object integer(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    private static @Nullable Object instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
