// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.ObjectShape;
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

    KnownValue known(Value value) throws UnusableValueException {
        return switch (value) {
            case Value.Literal _, Value.Element _ -> KnownValue.ANY;
            case Value.Negated(var negated) -> negated(negated);
            case Value.Shifted(var time, _) -> computed("a time", time);
            case Value.Extreme(_, var one, var other) ->
                    ComputedValues.extreme(
                            one, computed("min or max", one), other, computed("min or max", other));
            case Value.Edited edited -> new KnownValue(known(edited.list()).form(), false);
            case Value.OfGlobalId(var id, _, _) -> known(id);
            case Value.Reference reference -> reference(reference);
        };
    }

    /// A rule compares what the item and the caller have, so that Sluice can prove what it allows.
    private KnownValue computed(String what, Value value) throws UnusableValueException {
        if (use == Use.TYPE_RULE || use == Use.FIELD_RULE) {
            throw new UnusableValueException(
                    "%s cannot compute %s".formatted(use.what, what), use.fix);
        }
        return known(value);
    }

    private KnownValue negated(Value value) throws UnusableValueException {
        if (use != Use.WRITE) {
            throw new UnusableValueException(
                    "a read cannot negate a value", "pass the number to compare with");
        }
        return ComputedValues.negated(value, known(value));
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

    private KnownValue reference(Value.Reference reference) throws UnusableValueException {
        if (use.isItem(reference.root())) {
            return itemField(reference);
        }
        if (writes != null && writes.knows(reference)) {
            return writes.known(reference);
        }
        return switch (reference.root()) {
            case Root.Reserved.CLAIMS -> claim(reference);
            case Root.Reserved.NOW -> alone(reference, KnownValue.NOW);
            case Root.Reserved root when use == Use.WRITE && root == Root.Reserved.EACH ->
                    throw new UnusableValueException(
                            "`$each` has no meaning in a write without each",
                            "add each: \"$list\"");
            case Root.Reserved.PARENT,
                    Root.Reserved.UUID,
                    Root.Reserved.EACH,
                    Root.Reserved.ITEM,
                    Root.Reserved.PREPARED ->
                    throw new UnusableValueException(
                            "`$%s` cannot be used in %s"
                                    .formatted(reference.root().text(), use.what),
                            use.fix);
            case Root.Named(var name) -> argument(name, reference.path());
        };
    }

    static KnownValue alone(Value.Reference reference, KnownValue known)
            throws UnusableValueException {
        if (!reference.path().isEmpty()) {
            throw new UnusableValueException(
                    "`$%s` has no fields".formatted(reference.root().text()),
                    "write $" + reference.root().text());
        }
        return known;
    }

    private static KnownValue claim(Value.Reference reference) throws UnusableValueException {
        if (reference.path().size() != 1) {
            throw new UnusableValueException(
                    "$claims needs the name of a claim", "add it, as in $claims.sub");
        }
        return KnownValue.CLAIM;
    }

    private KnownValue itemField(Value.Reference reference) throws UnusableValueException {
        if (parent == null) {
            throw new UnusableValueException(
                    "a root field has no $%s".formatted(reference.root().text()),
                    "use an argument or a claim such as $claims.sub");
        }
        var name = reference.path().isEmpty() ? "" : reference.path().getFirst();
        if (use == Use.READ && reference.path().size() == 1 && has(parent.type(), name, "node")) {
            return KnownValue.ID;
        }
        var field = reference.path().size() == 1 ? forms.stored(parent, name) : null;
        if (field == null) {
            throw new UnusableValueException(
                    "`%s` has no stored field `%s`"
                            .formatted(parent.type(), String.join(".", reference.path())),
                    NearNames.fix(
                            name,
                            parent.attributes().keySet(),
                            "name a stored field of the " + reference.root().text()));
        }
        return new KnownValue(field.form(), field.nullable());
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

    private KnownValue argument(String name, List<String> path) throws UnusableValueException {
        var argument = arguments.find(name);
        if (argument == null) {
            throw new UnusableValueException(
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
                new KnownValue(forms.of(argument), !Types.isNonNull(argument.getType())),
                Types.name(argument.getType()),
                path);
    }
}
