// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeSet;

/// The one item that the `key` of a write, or of a read before it, names.
final class NamedItem {
    private static final KeyBinder.Demand WHOLE_KEY =
            new KeyBinder.Demand("an item is written by its whole key", false);

    private NamedItem() {}

    /// Returns the consistent read of the item that a key names, or null if a problem was reported.
    static Source.@Nullable ItemRead read(Target target, Scope scope, ExpressionLocation location) {
        var terms = Term.all(location);
        if (terms == null) {
            return null;
        }
        var binder = new KeyBinder(location, scope, terms);
        var read =
                WholeKey.read(
                        target,
                        binder,
                        WHOLE_KEY,
                        "use only the fields of its key, and compare others in condition");
        if (binder.isList()) {
            location.report(
                    "a key names one item, not a list of them", "repeat the write with each");
            return null;
        }
        return read == null ? null : read.asked(true, null);
    }

    /// Returns the value that the key gives each of its fields.
    static Map<String, Value> key(StoredType type, Source.ItemRead read) {
        return RuleFields.ofKey(type, read.partition(), read.sort());
    }

    /// A record that grants access is read before the write, when only the key is known.
    static void checkRules(StoredType type, Source.ItemRead read, ExpressionLocation location) {
        var known = key(type, read).keySet();
        for (var rule : type.rules()) {
            var exists = rule.exists();
            if (exists != null) {
                var unknown = new TreeSet<>(exists.fields());
                unknown.removeAll(known);
                unknown.forEach(field ->
                        location.report(
                                "access to `%s` depends on `%s`, which is not in its key"
                                        .formatted(type.name(), field),
                                "add {%s} to the key of `%s`, or read the item first with @getItem(as:)"
                                        .formatted(field, type.name())));
            }
        }
    }
}
