// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of an item after its update in a transaction: its key, what was read before, and
/// what was set.
final class UpdatedItem {
    private UpdatedItem() {}

    /// Returns whether all these attributes are known without a read.
    static boolean isKnown(Write.Update update, Set<String> attributes) {
        var type = update.type();
        var attributesOfKey = new HashSet<String>();
        var known = new HashSet<String>();
        for (var half : type.key().halves().toList()) {
            attributesOfKey.add(half.attribute().name());
            known.addAll(half.template().fields());
        }
        var seen = update.seen();
        if (seen != null) {
            known.addAll(
                    type.version() == null ? seen.fields() : type.shape().attributes().keySet());
        }
        update.expression().actions().forEach(action -> note(action, known));
        if (type.version() instanceof String version) {
            note(version, update.version() != null || seen != null, known);
        }
        return !update.creates()
                && known.stream()
                        .map(type.shape()::attribute)
                        .flatMap(Stream::ofNullable)
                        .map(Attribute::name)
                        .collect(Collectors.toCollection(() -> attributesOfKey))
                        .containsAll(attributes);
    }

    /// The fields that an input object sends are not known.
    private static void note(UpdateExpression.Action action, Set<String> known) {
        switch (action) {
            case UpdateExpression.Set(var field, var value) ->
                    note(field, value instanceof SetValue.Of, known);
            case UpdateExpression.SetAll _ -> {}
            case UpdateExpression.Remove(var field) -> note(field, true, known);
            case UpdateExpression.Add(var field, _) -> note(field, false, known);
            case UpdateExpression.Delete(var field, _) -> note(field, false, known);
        }
    }

    /// If only a part of a field is set, the whole field is not known.
    private static void note(Operand.FieldPath field, boolean isKnown, Set<String> known) {
        note(field.names().getFirst(), isKnown && field.names().size() == 1, known);
    }

    private static void note(String field, boolean isKnown, Set<String> known) {
        if (isKnown) {
            known.add(field);
        } else {
            known.remove(field);
        }
    }
}
