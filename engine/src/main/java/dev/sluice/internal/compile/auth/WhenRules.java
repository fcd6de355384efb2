// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.ConditionCheck;
import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.References;

import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Compiles the `when` part of a rule: what the item that the rule checks must meet.
///
/// The condition says what an item has. So an item that is missing, or of which only the key is
/// known, never meets it.
final class WhenRules {
    private final Map<String, ObjectShape> shapes;
    private final Problems problems;

    WhenRules(Map<String, ObjectShape> shapes, Problems problems) {
        this.shapes = shapes;
        this.problems = problems;
    }

    /// @param shape of the items; null for a root field, which has none
    /// @return null if the rule has no such part, or if a problem was reported
    Rule.@Nullable Required compile(
            ObjectValue rule, @Nullable ObjectShape shape, Scope scope, String coordinate) {
        if (!(Rules.part(rule, "when") instanceof StringValue text)) {
            return null;
        }
        var location = new ExpressionLocation(problems, Text.of(text), coordinate);
        if (rule.getObjectFields().size() == 1) {
            location.report(
                    "a rule has `when`, but does not say who may see the data",
                    "add one of public: true, signedIn: true, owner, member, group, scope or exists");
            return null;
        }
        if (shape == null) {
            location.report(
                    "the field's parent is not an item, so `when` has nothing to compare",
                    "put the rule on the type that the field returns, and {signedIn: true} here");
            return null;
        }
        var condition = Term.parse(location);
        if (condition == null) {
            return null;
        }
        var before = problems.count();
        new ConditionCheck(
                        shapes,
                        shape,
                        new ValueBinder(scope, location),
                        location,
                        ConditionCheck.Use.CONDITION,
                        (field, attribute) -> isOfItem(field, attribute, location))
                .check(condition);
        References.of(condition).values().stream()
                .filter(KeyBinder::isOfItem)
                .forEach(value ->
                        location.report(
                                ValueBinder.spell(value),
                                "`when` compares the fields of the item, and `%s` is one"
                                        .formatted(ValueBinder.spell(value)),
                                "write the name of the field on one side, without $item"));
        checkPositive(condition, shape, location);
        return problems.count() > before
                ? null
                : new Rule.Required(location.text().value(), condition);
    }

    private static boolean isOfItem(
            Operand.FieldPath field, Attribute attribute, ExpressionLocation location) {
        if (field.names().size() == 1) {
            return true;
        }
        location.report(
                ConditionCheck.spell(field),
                "`%s` is inside the object `%s`, and `when` compares the item's own fields"
                        .formatted(ConditionCheck.spell(field), attribute.field()),
                "store it as a field of the item");
        return false;
    }

    private static void checkPositive(
            Condition condition, ObjectShape shape, ExpressionLocation location) {
        switch (condition) {
            case Condition.And(var terms) ->
                    terms.forEach(term -> checkPositive(term, shape, location));
            case Condition.Or(var terms) ->
                    terms.forEach(term -> checkPositive(term, shape, location));
            case Condition.Not _ -> reportNegative("NOT", location);
            case Condition.AttributeNotExists _ -> reportNegative("attribute_not_exists", location);
            case Condition.Comparison(_, var comparator, _)
                    when comparator == Comparator.NOT_EQUAL ->
                    reportNegative(comparator.symbol(), location);
            case Condition.AttributeExists(var field)
                    when shape.attribute(field.names().getFirst()) instanceof Attribute attribute
                            && attribute.readDefault() != null ->
                    location.report(
                            attribute.field(),
                            "`%s` has a default, so it always exists".formatted(attribute.field()),
                            "compare its value");
            case Condition.Comparison _,
                    Condition.Between _,
                    Condition.In _,
                    Condition.InList _,
                    Condition.AttributeExists _,
                    Condition.BeginsWith _,
                    Condition.Contains _ -> {}
        }
    }

    private static void reportNegative(String operator, ExpressionLocation location) {
        location.report(
                "`when` says what grants access, so it cannot use %s: an absent field would grant it"
                        .formatted(operator),
                "list the values that grant access, as in state IN ('OPEN', 'DONE'), and give the field a default");
    }
}
