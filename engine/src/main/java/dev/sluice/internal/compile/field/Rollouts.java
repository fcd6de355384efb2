// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rollout;
import dev.sluice.internal.schema.Source;

import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compiles `@rollout`. Both fields must answer the same question to the same callers.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
record Rollouts(Problems problems) {
    private static final String SUBJECT = "sub";
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /// @param fields the fields of the type, without their rollouts
    /// @return null if the field has no rollout, or if a problem was reported
    @Nullable Rollout compile(
            ObjectTypeDefinition type, FieldDefinition definition, Map<String, Field> fields) {
        var rollout = Directives.find(definition, "rollout");
        if (rollout == null) {
            return null;
        }
        var coordinate = SchemaFile.coordinate(type, definition);
        var before = problems.count();
        var percent = share(rollout, "percent", coordinate);
        var compare = share(rollout, "compare", coordinate);
        var to = to(type, definition, rollout, coordinate);
        var from = fields.get(definition.getName());
        var target = to == null ? null : fields.get(to.getName());
        if (to != null) {
            checkEqual(definition, to, rollout, coordinate);
        }
        if (from != null && target != null) {
            checkPaths(from.source(), target.source(), rollout, coordinate);
        }
        var claim = Directives.string(rollout, "by");
        return problems.count() > before || target == null
                ? null
                : new Rollout(target, percent, claim == null ? SUBJECT : claim, compare);
    }

    private @Nullable FieldDefinition to(
            ObjectTypeDefinition type,
            FieldDefinition definition,
            Directive rollout,
            String coordinate) {
        var name = Directives.required(rollout, "to");
        var to =
                type.getFieldDefinitions().stream()
                        .filter(field -> field.getName().equals(name.value()))
                        .findFirst()
                        .orElse(null);
        if (to == null || to.getName().equals(definition.getName())) {
            problems.report(
                    name.at(),
                    coordinate,
                    "`%s` is not another field of `%s`".formatted(name.value(), type.getName()),
                    "name the field that reads by the new access path");
            return null;
        }
        if (Directives.has(to, "rollout")) {
            problems.report(
                    name.at(),
                    coordinate,
                    "`%s` has a rollout of its own".formatted(name.value()),
                    "finish one rollout before the next one");
        }
        return to;
    }

    private double share(Directive rollout, String argument, String coordinate) {
        var share = Directives.decimal(rollout, argument);
        if (share != null && (share.signum() < 0 || share.compareTo(WHOLE) > 0)) {
            problems.report(rollout, coordinate, argument + " is not a percentage", "use 0 to 100");
        }
        return share == null ? 0 : share.doubleValue();
    }

    private void checkEqual(
            FieldDefinition from, FieldDefinition to, Directive rollout, String coordinate) {
        if (!text(from.getType()).equals(text(to.getType()))
                || !texts(from.getInputValueDefinitions())
                        .equals(texts(to.getInputValueDefinitions()))) {
            problems.report(
                    rollout,
                    coordinate,
                    "`%s` has another type or other arguments".formatted(to.getName()),
                    "give both fields the same type and arguments");
        }
        if (!texts(from.getDirectives("auth")).equals(texts(to.getDirectives("auth")))) {
            problems.report(
                    rollout,
                    coordinate,
                    "`%s` admits other callers".formatted(to.getName()),
                    "give both fields the same @auth");
        }
    }

    private void checkPaths(Source from, Source to, Directive rollout, String coordinate) {
        var isRollout =
                switch (from) {
                    case Source.Keyed _ -> isOneItem(to);
                    case Source.ListRead _ -> to instanceof Source.ListRead;
                    case Source.QueryRead query ->
                            query.answer() == Source.QueryRead.Answer.FIRST
                                    ? isOneItem(to)
                                    : to instanceof Source.QueryRead other
                                            && other.goesBack() == query.goesBack()
                                            && !Objects.equals(query.index(), other.index());
                    case Source.Stored _,
                            Source.Derived _,
                            Source.Paging _,
                            Source.Mutation _,
                            Source.Computed _,
                            Source.Answered _,
                            Source.Member _ ->
                            false;
                };
        if (from instanceof Source.QueryRead one && to instanceof Source.QueryRead other) {
            checkSizes(one, other, rollout, coordinate);
        }
        if (!isRollout || from.equals(to)) {
            problems.report(
                    rollout,
                    coordinate,
                    "the two fields are not two access paths",
                    "read one item or a list with both, and pages by different indexes");
        }
    }

    private void checkSizes(
            Source.QueryRead from, Source.QueryRead to, Directive rollout, String coordinate) {
        if (from.maxItems() != to.maxItems()) {
            problems.report(
                    rollout,
                    coordinate,
                    "one path has pages of %d items, and the other of %d"
                            .formatted(from.maxItems(), to.maxItems()),
                    "give both fields the same maxItems");
        }
    }

    private static boolean isOneItem(Source source) {
        return source instanceof Source.Keyed
                || (source instanceof Source.QueryRead query
                        && query.answer() == Source.QueryRead.Answer.FIRST);
    }

    private static List<String> texts(List<? extends Node> nodes) {
        return nodes.stream().map(Rollouts::text).toList();
    }

    private static String text(Node<?> node) {
        return AstPrinter.printAstCompact(node);
    }
}
