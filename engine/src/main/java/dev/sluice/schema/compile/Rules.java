// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.Rule;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads `@auth`.
final class Rules {
    private final Problems problems;

    Rules(Problems problems) {
        this.problems = problems;
    }

    /// @param shape the fields that `owner` may name; null on a root field, which has none
    /// @return the rules, or an empty list where there is no `@auth`
    List<Rule> read(DirectivesContainer<?> on, String coordinate, @Nullable ObjectShape shape) {
        var auth = Directives.find(on, "auth");
        if (auth == null) {
            return List.of();
        }
        var rules = new ArrayList<Rule>();
        for (var value : elements(auth)) {
            if (value instanceof ObjectValue object) {
                var rule = rule(object);
                check(object, rule, coordinate, shape);
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            problems.report(
                    auth,
                    coordinate,
                    "@auth without a rule lets nobody in",
                    "name at least one rule, such as {signedIn: true}");
        }
        return rules;
    }

    private static List<graphql.language.Value<?>> elements(Directive auth) {
        var list = Directives.list(auth, "rules");
        return list == null ? List.of() : list;
    }

    private static Rule rule(ObjectValue object) {
        return new Rule(
                isTrue(object, "public"),
                isTrue(object, "signedIn"),
                text(object, "owner"),
                text(object, "group"),
                text(object, "scope"));
    }

    private void check(ObjectValue at, Rule rule, String coordinate, @Nullable ObjectShape shape) {
        var off = at.getObjectFields().stream().anyMatch(Rules::isFalse);
        if (at.getObjectFields().isEmpty() || off) {
            problems.report(
                    at,
                    coordinate,
                    "a rule must say who may see the data",
                    "write one of public: true, signedIn: true, owner, group or scope");
        }
        var owner = rule.owner();
        if (owner == null) {
            return;
        }
        if (shape == null) {
            problems.report(
                    at,
                    coordinate,
                    "a root field has no item, so no owner",
                    "put the owner rule on the type, and {signedIn: true} here");
        } else if (shape.attribute(owner) == null) {
            problems.report(
                    at,
                    coordinate,
                    "`%s` has no stored field `%s`".formatted(shape.type(), owner),
                    "name the stored field that holds the owner's `sub`");
        }
    }

    private static boolean isFalse(ObjectField part) {
        return part.getValue() instanceof BooleanValue bool && !bool.isValue();
    }

    private static boolean isTrue(ObjectValue rule, String part) {
        return part(rule, part) instanceof BooleanValue bool && bool.isValue();
    }

    private static @Nullable String text(ObjectValue rule, String part) {
        return part(rule, part) instanceof StringValue text ? text.getValue() : null;
    }

    private static graphql.language.@Nullable Value<?> part(ObjectValue rule, String name) {
        return rule.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .<graphql.language.Value<?>>map(ObjectField::getValue)
                .orElse(null);
    }
}
