// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.ScalarKind;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads `@auth`.
public final class Rules {
    /// Matches `$item.tenant`, also inside a longer text.
    private static final Pattern REFERENCE = Pattern.compile("[$][A-Za-z_]");

    private static final List<String> EXPRESSIONS = List.of("key", "condition", "when");

    private final Problems problems;
    private final ExistsRules existsRules;
    private final WhenRules whenRules;
    private final Holders holders;

    /// @param shapes the shape of every embedded type, by type name
    public Rules(Map<String, ObjectShape> shapes, Targets targets, Problems problems) {
        this.problems = problems;
        this.existsRules = new ExistsRules(shapes, targets, problems);
        this.whenRules = new WhenRules(shapes, problems);
        this.holders = new Holders(problems);
    }

    /// @param shape the fields that `owner` may name; null for a root field, whose type has none
    /// @param scope what `key`, `condition` and `when` may refer to
    /// @return the rules, or an empty list if there is no `@auth`
    public List<Rule> read(
            DirectivesContainer<?> on,
            String coordinate,
            @Nullable ObjectShape shape,
            Scope scope) {
        var auth = Directives.find(on, "auth");
        if (auth == null) {
            return List.of();
        }
        var rules = new ArrayList<Rule>();
        for (var value : elements(auth)) {
            if (value instanceof ObjectValue object) {
                var rule = rule(object, shape, scope, coordinate);
                check(object, rule, coordinate, shape);
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            problems.report(
                    auth,
                    coordinate,
                    "@auth has no rule, so it denies every caller",
                    "add at least one rule, such as {signedIn: true}");
        }
        return rules;
    }

    private static List<graphql.language.Value<?>> elements(Directive auth) {
        var list = Directives.list(auth, "rules");
        return list == null ? List.of() : list;
    }

    private Rule rule(
            ObjectValue object, @Nullable ObjectShape shape, Scope scope, String coordinate) {
        var holder = holders.read(object, coordinate);
        var owner =
                holder == null
                        ? null
                        : text(object, holder instanceof Holder.Listed ? "of" : "owner");
        return new Rule(
                isTrue(object, "public"),
                isTrue(object, "signedIn"),
                owner,
                holder != null && isList(owner, shape) ? new Holder.Among(holder) : holder,
                text(object, "group"),
                text(object, "scope"),
                existsRules.compile(object, scope, coordinate),
                whenRules.compile(object, shape, scope, coordinate));
    }

    private static boolean isList(@Nullable String owner, @Nullable ObjectShape shape) {
        var attribute = owner == null || shape == null ? null : shape.attribute(owner);
        return attribute != null && attribute.type().isList();
    }

    private void check(ObjectValue at, Rule rule, String coordinate, @Nullable ObjectShape shape) {
        if (at.getObjectFields().isEmpty()
                || at.getObjectFields().stream().anyMatch(Rules::saysNothing)) {
            problems.report(
                    at,
                    coordinate,
                    "a rule must say who may see the data",
                    "write one of public: true, signedIn: true, owner, member, group, scope or exists");
            return;
        }
        var references = at.getObjectFields().stream().filter(Rules::isReference).toList();
        references.forEach(part -> reportReference(part, coordinate));
        if (references.isEmpty() && rule.owner() != null) {
            var by = rule.holder() instanceof Holder.Among(var one) ? one : rule.holder();
            var what = Holder.SUBJECT.equals(by) ? "the claim `sub`" : "a claim";
            checkOwner(at, rule.owner(), what, coordinate, shape);
        }
    }

    /// A part that requires nothing would let everyone in.
    private static boolean saysNothing(ObjectField part) {
        return switch (part.getValue()) {
            case BooleanValue bool -> !bool.isValue();
            case StringValue text ->
                    !EXPRESSIONS.contains(part.getName())
                            && String.valueOf(text.getValue()).isBlank();
            default -> true;
        };
    }

    /// Only `key`, `condition` and `when` are expressions. Other parts are compared as they are
    /// written, so a rule with a reference in them would never hold.
    private static boolean isReference(ObjectField part) {
        return !EXPRESSIONS.contains(part.getName())
                && !List.of("exists", "member").contains(part.getName())
                && part.getValue() instanceof StringValue text
                && REFERENCE.matcher(text.getValue()).find();
    }

    private void reportReference(ObjectField part, String coordinate) {
        problems.report(
                part.getValue(),
                coordinate,
                "`%s` takes a fixed name, and \"%s\" is a reference"
                        .formatted(part.getName(), ((StringValue) part.getValue()).getValue()),
                "write the name itself; to compare with the item, use owner: \"field\" or the key of a record, as in {exists: \"Member\", key: \"team = $item.team AND user = $claims.sub\"}");
    }

    private void checkOwner(
            ObjectValue at,
            String owner,
            String what,
            String coordinate,
            @Nullable ObjectShape shape) {
        if (shape == null) {
            problems.report(
                    at,
                    coordinate,
                    "the field's parent is not an item, so it has no owner",
                    "put the owner rule on the type that the field returns, and {signedIn: true}"
                            + " here");
            return;
        }
        var attribute = shape.attribute(owner);
        if (attribute == null) {
            problems.report(
                    at,
                    coordinate,
                    "`%s` has no stored field `%s`".formatted(shape.type(), owner),
                    NearNames.fix(
                            owner,
                            shape.attributes().keySet(),
                            "name the stored field that holds the owner's `sub`"));
        } else if (!isText(attribute.type())) {
            problems.report(
                    at,
                    coordinate,
                    "%s is a string, but `%s` is not".formatted(what, owner),
                    "name a field of type ID or String");
        } else if (isUnbounded(attribute.type())) {
            problems.report(
                    at,
                    coordinate,
                    "the owners in `%s` are a list without a maximum length".formatted(owner),
                    "give the field @constraint(maxItems:)");
        }
    }

    private static boolean isText(AttributeType type) {
        return switch (type) {
            case AttributeType.Scalar(var kind) ->
                    kind == ScalarKind.ID || kind == ScalarKind.STRING;
            case AttributeType.ListOf list ->
                    list.element() instanceof AttributeType.Scalar && isText(list.element());
            case AttributeType.SetOf(var element, _) ->
                    element == ScalarKind.ID || element == ScalarKind.STRING;
            case AttributeType.Embedded _ -> false;
        };
    }

    private static boolean isUnbounded(AttributeType type) {
        return switch (type) {
            case AttributeType.ListOf list -> list.maxItems() == null;
            case AttributeType.SetOf(_, var maxItems) -> maxItems == null;
            case AttributeType.Scalar _, AttributeType.Embedded _ -> false;
        };
    }

    private static boolean isTrue(ObjectValue rule, String part) {
        return part(rule, part) instanceof BooleanValue bool && bool.isValue();
    }

    static @Nullable String text(ObjectValue rule, String part) {
        return part(rule, part) instanceof StringValue text ? text.getValue() : null;
    }

    static graphql.language.@Nullable Value<?> part(ObjectValue rule, String name) {
        return rule.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .<graphql.language.Value<?>>map(ObjectField::getValue)
                .orElse(null);
    }
}
