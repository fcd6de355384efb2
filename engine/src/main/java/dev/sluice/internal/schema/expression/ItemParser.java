// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.ArrayList;
import java.util.HashSet;

/// Parses item expressions.
final class ItemParser {
    private final Tokens tokens;
    private final OperandParser operands;
    private final HashSet<String> fields = new HashSet<>();

    ItemParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
    }

    ItemExpression parse() {
        var parts = new ArrayList<ItemExpression.Part>();
        do {
            parts.add(part());
        } while (tokens.takeSymbol(","));
        tokens.expectEnd("','");
        return new ItemExpression(parts);
    }

    private ItemExpression.Part part() {
        if (tokens.takeSymbol("...")) {
            return new ItemExpression.All(operands.reference());
        }
        Token token = tokens.peek();
        Operand.FieldPath path = operands.fieldPath();
        if (path.names().size() > 1) {
            throw Tokens.fault(
                    token,
                    "found %s where a field of the item was expected".formatted(token.described()));
        }
        String field = path.names().getFirst();
        if (!fields.add(field)) {
            throw Tokens.fault(token, "found a second value for %s".formatted(token.described()));
        }
        tokens.expectSymbol("=");
        return new ItemExpression.FieldValue(field, operands.valueOrEmptyList());
    }
}
