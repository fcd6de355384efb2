// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Compiles `@getItem`.
public final class GetItemCompiler {
    private static final KeyBinder.Demand HALF_A_KEY =
            new KeyBinder.Demand("an item is read by its whole key", true);
    static final String ELSEWHERE =
            "use only fields of the key; to read by another field, use @query with an index";

    private final SchemaFile file;
    private final Targets targets;

    public GetItemCompiler(SchemaFile file, Targets targets) {
        this.file = file;
        this.targets = targets;
    }

    /// @return null if a problem was reported
    public @Nullable Source compile(
            FieldDefinition field, Directive directive, Scope scope, ExpressionLocation location) {
        var name = Types.name(field.getType());
        var members = targets.members(name, location);
        var terms = Term.all(location);
        if (members == null && terms != null) {
            new ValueBinder(scope, location).checkKnown(terms);
        }
        if (members == null || terms == null) {
            return null;
        }
        var before = location.problems().count();
        var kind = kind(directive, members, scope, location);
        if (location.problems().count() > before) {
            return null;
        }
        var found =
                kind != null || KindReads.differ(members, terms, scope)
                        ? new KindReads(HALF_A_KEY, scope, location, terms).compile(members, kind)
                        : together(name, terms, scope, location);
        if (found == null) {
            return null;
        }
        checkType(field, found, location);
        if (found.read() == null) {
            return null;
        }
        var read =
                found.read()
                        .asked(
                                Directives.isTrue(directive, "consistent"),
                                Directives.integer(directive, "maxAge"));
        var lists = found.lists();
        return lists.isEmpty()
                ? read
                : new Source.ListRead(
                        read,
                        lists.stream()
                                .map(list -> new FanOut.Elements(list.list(), list.maxItems()))
                                .toList());
    }

    private ItemKinds.@Nullable Kinds kind(
            Directive directive,
            List<StoredType> members,
            Scope scope,
            ExpressionLocation location) {
        var text = Directives.text(directive, "kind");
        if (text != null) {
            var at = new ExpressionLocation(location.problems(), text, location.coordinate());
            return new ItemKinds(file, directive, at, members).compile(scope);
        }
        if (Directives.value(directive, "kinds") != null) {
            location.report(
                    "`kinds` has no effect without kind",
                    "say which type an item has, as in kind: \"$parent.kind\"");
        }
        return null;
    }

    /// Returns one read of all types, which have the same key.
    private KindReads.@Nullable Found together(
            String name, Map<String, Term> terms, Scope scope, ExpressionLocation location) {
        var target = targets.find(name, location);
        if (target == null) {
            return null;
        }
        var binder = new KeyBinder(location, scope, terms);
        var read = WholeKey.read(target, binder, HALF_A_KEY, ELSEWHERE);
        return new KindReads.Found(read, binder.isList(), binder.lists());
    }

    private static void checkType(
            FieldDefinition field, KindReads.Found found, ExpressionLocation location) {
        var type = field.getType();
        var list = found.isList();
        if (list != Types.isList(type)) {
            location.report(
                    list
                            ? "IN reads a list, but the field's type is not a list"
                            : "one key reads one item, but the field's type is a list",
                    list
                            ? "make the field's type a list"
                            : "use IN with a list, or read many items with @query");
        } else if (Types.isNonNull(Types.element(type))) {
            location.report(
                    "the item may be missing, but the %s is non-null"
                            .formatted(list ? "list's element" : "field"),
                    "make it nullable: a missing or hidden item is returned as null");
        } else if (Types.isNonNull(type)
                && found.lists().stream().anyMatch(ValueBinder.BoundedList::nullable)) {
            location.report(
                    "the list of keys can be null, but the field is non-null",
                    "make both nullable, or both non-null");
        }
    }
}
