// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the expressions of one field may refer to: its arguments, its parent's stored fields,
/// claims, and what its writes depend on.
public final class Scope {
    private final SchemaFile file;
    private final ValueShapes forms;
    private final Arguments arguments;
    private final @Nullable ObjectShape parent;
    private final Use use;
    private final @Nullable WriteScope writes;

    /// The purpose of an expression.
    private enum Use {
        READ("a read", "use an argument, $parent or $claims"),
        FIELD_RULE("a rule", "use an argument, $item or $claims"),
        TYPE_RULE("the rule of a type", "use $item or $claims"),
        WRITE("a write", "use an argument, $claims or a literal");

        private final String what;
        private final String fix;

        Use(String what, String fix) {
            this.what = what;
            this.fix = fix;
        }

        /// Returns whether the root refers to the current item.
        boolean isItem(Root root) {
            return switch (this) {
                case READ -> root == Root.Reserved.PARENT;
                case FIELD_RULE -> root == Root.Reserved.ITEM || root == Root.Reserved.PARENT;
                case TYPE_RULE -> root == Root.Reserved.ITEM;
                case WRITE -> false;
            };
        }
    }

    private Scope(
            SchemaFile file,
            ValueShapes forms,
            Arguments arguments,
            @Nullable ObjectShape parent,
            Use use,
            @Nullable WriteScope writes) {
        this.file = file;
        this.forms = forms;
        this.arguments = arguments;
        this.parent = parent;
        this.use = use;
        this.writes = writes;
    }

    /// Creates the scope of a field's read.
    ///
    /// @param parent null for a root field
    public Scope(SchemaFile file, FieldDefinition field, @Nullable ObjectShape parent) {
        this(
                file,
                new ValueShapes(file, Map.of()),
                new Arguments(field.getInputValueDefinitions()),
                parent,
                Use.READ,
                null);
    }

    /// Returns the scope of a rule of the field. What the rule uses counts as used by the field.
    public Scope ofRule() {
        return new Scope(file, forms, arguments, parent, Use.FIELD_RULE, null);
    }

    /// Returns the scope of a rule of a stored type.
    public static Scope ofItem(SchemaFile file, ObjectShape item) {
        return new Scope(
                file,
                new ValueShapes(file, Map.of()),
                new Arguments(List.of()),
                item,
                Use.TYPE_RULE,
                null);
    }

    /// Returns the scope of a write of the field. What the write uses counts as used by the field.
    public Scope ofWrite(WriteScope given) {
        return new Scope(file, given.forms(), arguments, null, Use.WRITE, given);
    }

    /// Returns the field that is the global id of a type, or null if the type has none.
    public @Nullable NodeField node(StoredType type) {
        return NodeField.of(file, type);
    }

    public Arguments arguments() {
        return arguments;
    }

    /// Returns whether the value belongs to an enum that is the type of a field with this name.
    ///
    /// @param path the field's name, after the names of the objects that contain it
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

    /// What is known about a value at compile time.
    public record Known(ValueShape form, boolean nullable) {
        private static final Known ANY = new Known(new ValueShape.Any(), false);
        private static final Known CLAIM = text("String");
        static final Known ID = text("ID");
        private static final Known NOW =
                new Known(new ValueShape.Scalar(ScalarKind.DATE_TIME, "DateTime", true), false);

        private static Known text(String type) {
            return new Known(new ValueShape.Scalar(ScalarKind.STRING, type, true), false);
        }
    }

    /// The reason why a value cannot be used.
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
        private final String fix;

        Unknown(String fault, String fix) {
            super(fault);
            this.fix = fix;
        }

        String fix() {
            return fix;
        }

        String fault() {
            return String.valueOf(getMessage());
        }
    }

    Known known(Value value) throws Unknown {
        return switch (value) {
            case Value.Literal _, Value.Element _ -> Known.ANY;
            case Value.Negated(var negated) -> negated(negated);
            case Value.Shifted(var time, _) -> computed("a time", time);
            case Value.Extreme(_, var one, var other) -> extreme(one, other);
            case Value.Edited edited -> new Known(known(edited.list()).form(), false);
            case Value.OfGlobalId(var id, _, _) -> known(id);
            case Value.Reference reference -> reference(reference);
        };
    }

    /// A rule compares what the item and the caller have, so that Sluice can prove what it allows.
    private Known computed(String what, Value value) throws Unknown {
        if (use == Use.TYPE_RULE || use == Use.FIELD_RULE) {
            throw new Unknown("%s cannot compute %s".formatted(use.what, what), use.fix);
        }
        return known(value);
    }

    private Known extreme(Value one, Value other) throws Unknown {
        var least = comparable(one);
        var most = comparable(other);
        if (least.form() instanceof ValueShape.Scalar(var kind, _, _)
                && most.form() instanceof ValueShape.Scalar(var with, _, _)
                && !Scalars.comparable(kind, with)) {
            throw new Unknown(
                    "`%s` and `%s` have different types"
                            .formatted(ValueBinder.spell(one), ValueBinder.spell(other)),
                    "compare two texts, two numbers or two times");
        }
        return least.form() instanceof ValueShape.Any ? most : least;
    }

    private Known comparable(Value value) throws Unknown {
        var known = computed("min or max", value);
        if (known.nullable()) {
            throw new Unknown(
                    "`%s` can be null, but min and max need values"
                            .formatted(ValueBinder.spell(value)),
                    "make it non-null");
        }
        var ordered =
                switch (known.form()) {
                    case ValueShape.Any _ -> true;
                    case ValueShape.Scalar(var kind, _, _) ->
                            switch (kind) {
                                case STRING,
                                        ID,
                                        ENUM,
                                        INT,
                                        FLOAT,
                                        DECIMAL,
                                        DATE_TIME,
                                        DATE_TIME_SECONDS,
                                        DATE,
                                        EPOCH_SECONDS,
                                        EPOCH_MILLISECONDS ->
                                        true;
                                case BINARY, BOOLEAN, JSON -> false;
                            };
                    case ValueShape.ListOf _,
                            ValueShape.SetOf _,
                            ValueShape.Input _,
                            ValueShape.Embedded _ ->
                            false;
                };
        if (!ordered) {
            throw new Unknown(
                    "`%s` has no order".formatted(ValueBinder.spell(value)),
                    "compare two texts, two numbers or two times");
        }
        return known;
    }

    private Known negated(Value value) throws Unknown {
        if (use != Use.WRITE) {
            throw new Unknown("a read cannot negate a value", "pass the number to compare with");
        }
        var known = known(value);
        var number =
                switch (known.form()) {
                    case ValueShape.Any _ -> true;
                    case ValueShape.Scalar(var kind, _, _) ->
                            Scalars.comparable(kind, ScalarKind.DECIMAL);
                    case ValueShape.ListOf _,
                            ValueShape.SetOf _,
                            ValueShape.Input _,
                            ValueShape.Embedded _ ->
                            false;
                };
        if (!number) {
            throw new Unknown(
                    "`%s` is not a number, so it cannot be negated"
                            .formatted(ValueBinder.spell(value)),
                    "remove the minus sign");
        }
        return known;
    }

    /// Returns whether only clients give the value: it is an argument without a default, or a part
    /// of an argument.
    boolean isSent(Value.Reference reference) {
        return (writes != null && writes.knows(reference))
                ? writes.isSent(reference)
                : reference.root() instanceof Root.Named(var name)
                        && !(reference.path().isEmpty() && hasDefault(name));
    }

    private boolean hasDefault(String argument) {
        var definition = arguments.find(argument);
        return definition != null && definition.getDefaultValue() != null;
    }

    private Known reference(Value.Reference reference) throws Unknown {
        if (use.isItem(reference.root())) {
            return itemField(reference);
        }
        if (writes != null && writes.knows(reference)) {
            return writes.known(reference);
        }
        return switch (reference.root()) {
            case Root.Reserved.CLAIMS -> claim(reference);
            case Root.Reserved.NOW -> alone(reference, Known.NOW);
            case Root.Reserved root when use == Use.WRITE && root == Root.Reserved.EACH ->
                    throw new Unknown(
                            "`$each` has no meaning in a write without each",
                            "add each: \"$list\"");
            case Root.Reserved.PARENT,
                    Root.Reserved.UUID,
                    Root.Reserved.EACH,
                    Root.Reserved.ITEM,
                    Root.Reserved.PREPARED ->
                    throw new Unknown(
                            "`$%s` cannot be used in %s"
                                    .formatted(reference.root().text(), use.what),
                            use.fix);
            case Root.Named(var name) -> argument(name, reference.path());
        };
    }

    static Known alone(Value.Reference reference, Known known) throws Unknown {
        if (!reference.path().isEmpty()) {
            throw new Unknown(
                    "`$%s` has no fields".formatted(reference.root().text()),
                    "write $" + reference.root().text());
        }
        return known;
    }

    private static Known claim(Value.Reference reference) throws Unknown {
        if (reference.path().size() != 1) {
            throw new Unknown("$claims needs the name of a claim", "add it, as in $claims.sub");
        }
        return Known.CLAIM;
    }

    private Known itemField(Value.Reference reference) throws Unknown {
        if (parent == null) {
            throw new Unknown(
                    "a root field has no $%s".formatted(reference.root().text()),
                    "use an argument or a claim such as $claims.sub");
        }
        var name = reference.path().isEmpty() ? "" : reference.path().getFirst();
        if (use == Use.READ && reference.path().size() == 1 && has(parent.type(), name, "node")) {
            return Known.ID;
        }
        var field = reference.path().size() == 1 ? forms.stored(parent, name) : null;
        if (field == null) {
            throw new Unknown(
                    "`%s` has no stored field `%s`"
                            .formatted(parent.type(), String.join(".", reference.path())),
                    NearNames.fix(
                            name,
                            parent.attributes().keySet(),
                            "name a stored field of the " + reference.root().text()));
        }
        return new Known(field.form(), field.nullable());
    }

    /// Returns whether a field of the parent has rules of its own.
    public boolean isGuarded(Value.Reference field) {
        return parent != null && has(parent.type(), field.path().getFirst(), "auth");
    }

    /// Returns whether a field of a type has a directive.
    private boolean has(String type, String name, String directive) {
        var definition = file.type(type, ObjectTypeDefinition.class);
        return definition != null
                && definition.getFieldDefinitions().stream()
                        .anyMatch(field ->
                                field.getName().equals(name) && Directives.has(field, directive));
    }

    private Known argument(String name, List<String> path) throws Unknown {
        var argument = arguments.find(name);
        if (argument == null) {
            throw new Unknown(
                    "there is no argument `%s`".formatted(name),
                    NearNames.fix(
                            name,
                            arguments.names(),
                            switch (use) {
                                case TYPE_RULE, WRITE -> use.fix;
                                case READ, FIELD_RULE ->
                                        "declare it on the field, or use $parent.field or"
                                                + " $claims.name";
                            }));
        }
        arguments.use(name);
        return forms.at(
                new Known(forms.of(argument), !Types.isNonNull(argument.getType())),
                Types.name(argument.getType()),
                path);
    }
}
