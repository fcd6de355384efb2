// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

/// Leaves out each `SET field = $value` of an update whose value the client did not send. So the
/// field does not change, as if `...$input` set it.
record SentChanges(ValueReader values) {

    Write of(Write write) {
        if (!(write instanceof Write.Update update)) {
            return write;
        }
        var each = update.each();
        var list = each == null ? null : each.list();
        var sent =
                update.expression().actions().stream()
                        .filter(action ->
                                !(action
                                                instanceof
                                                UpdateExpression.Set(
                                                        _,
                                                        SetValue.Of(Value.Reference value))
                                        && values.isLeftOut(value, list)))
                        .toList();
        return sent.size() == update.expression().actions().size()
                ? update
                : update.of(new UpdateExpression(sent));
    }
}
