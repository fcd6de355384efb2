// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.Source;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

/// Compiles `@getItem`.
public final class GetItemCompiler {
    private static final KeyBinder.Demand HALF_A_KEY =
            new KeyBinder.Demand("an item is read by its whole key", true);
    private static final String ELSEWHERE =
            "use only fields of the key; to read by another field, use @query with an index";

    private final Targets targets;

    public GetItemCompiler(Targets targets) {
        this.targets = targets;
    }

    /// @return null if a problem was reported
    public @Nullable Source compile(
            FieldDefinition field, Directive directive, Scope scope, ExpressionLocation location) {
        var target = targets.find(Types.name(field.getType()), location);
        var terms = Term.all(location);
        if (target == null && terms != null) {
            new ValueBinder(scope, location).checkKnown(terms);
        }
        if (target == null || terms == null) {
            return null;
        }
        var binder = new KeyBinder(location, scope, terms);
        var found = WholeKey.read(target, binder, HALF_A_KEY, ELSEWHERE);
        checkType(field, binder, location);
        if (found == null) {
            return null;
        }
        var read =
                found.asked(
                        Directives.isTrue(directive, "consistent"),
                        Directives.integer(directive, "maxAge"));
        var list = binder.list();
        return list == null ? read : new Source.ListRead(read, list.list(), list.maxItems());
    }

    private static void checkType(
            FieldDefinition field, KeyBinder binder, ExpressionLocation location) {
        var type = field.getType();
        var list = binder.isList();
        var bounded = binder.list();
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
        } else if (bounded != null && bounded.nullable() && Types.isNonNull(type)) {
            location.report(
                    "the list of keys can be null, but the field is non-null",
                    "make both nullable, or both non-null");
        }
    }
}
