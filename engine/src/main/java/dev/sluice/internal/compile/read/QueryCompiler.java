// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.auth.Admitted;
import dev.sluice.internal.compile.auth.JudgedBeforeRead;
import dev.sluice.internal.compile.auth.ListedItems;
import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.SortBinder;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.ConnectionTypes;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles `@query`.
public final class QueryCompiler {
    private static final KeyBinder.Demand NO_SCAN =
            new KeyBinder.Demand("that would be a Scan", false);
    private static final int DEFAULT_MAX_ITEMS = 50;

    private final SchemaFile file;
    private final Targets targets;
    private final Filters filters;

    public QueryCompiler(SchemaFile file, Targets targets, Filters filters) {
        this.file = file;
        this.targets = targets;
        this.filters = filters;
    }

    /// @param callers who may select the field
    /// @return null if a problem was reported
    public @Nullable Source compile(
            FieldDefinition field,
            Directive directive,
            List<Admitted> callers,
            Scope scope,
            ExpressionLocation location) {
        var answer = answer(field, location);
        var target = targets.find(node(field), location);
        var index = Directives.string(directive, "index");
        var terms = Term.all(location);
        var limits = answer == null ? null : new PageLimits(field, directive, answer, location);
        if (limits != null) {
            limits.check(isGlobal(target, index));
            limits.checkCount(
                    ConnectionTypes.hasTotal(file.registry(), Types.name(field.getType())));
        }
        if (target == null || !hasIndex(target, index, location)) {
            new ValueBinder(scope, location).checkKnown(terms == null ? Map.of() : terms);
            return null;
        }
        if (answer == null || limits == null || terms == null) {
            return null;
        }
        var access = AccessPath.of(target, index);
        var order = ListOrder.compile(field, directive, scope.arguments(), location);
        var maxRead = Directives.integer(directive, "maxRead");
        var bound = bind(access, terms, scope, directive, location);
        var filter =
                filters.compile(
                        directive, access, scope, location.problems(), location.coordinate());
        if (bound == null) {
            return null;
        }
        var condition = bound.condition();
        limits.checkUse(bound.isMixed(), condition.fanOuts());
        var counter = new ListCounter(scope, location).compile(directive, target, condition);
        var keyFields = RuleFields.of(access, condition);
        var items = ListedItems.of(access, keyFields, location.text().value(), filter);
        var judged = new JudgedBeforeRead(items, callers, location);
        switch (answer) {
            case CONNECTION -> judged.checkList();
            case FIRST -> judged.checkFirst();
        }
        if (limits.count(target) != null) {
            judged.checkCount();
        }
        return new Source.QueryRead(
                target,
                index,
                condition,
                order.ascending(),
                order.chosen(),
                filter,
                Directives.integer(directive, "maxItems", DEFAULT_MAX_ITEMS),
                maxRead,
                limits.count(target),
                counter,
                bound.isMixed(),
                limits.goesBack(),
                Directives.isTrue(directive, "consistent"),
                answer,
                answer == Source.QueryRead.Answer.CONNECTION ? items.bound() : keyFields,
                judged.rules(),
                Directives.integer(directive, "maxAge"));
    }

    private static boolean isGlobal(@Nullable Target target, @Nullable String index) {
        return index != null
                && (target == null
                        || target.members().stream()
                                .anyMatch(member ->
                                        !(member.indexes().get(index)
                                                        instanceof StoredType.Index own)
                                                || !own.local()));
    }

    private String node(FieldDefinition field) {
        var name = Types.name(field.getType());
        var node = ConnectionTypes.nodeOf(file.registry(), name);
        return node == null ? name : node;
    }

    private Source.QueryRead.@Nullable Answer answer(
            FieldDefinition field, ExpressionLocation location) {
        if (Types.isList(field.getType())) {
            location.report(
                    "a plain list cannot say whether there are more items",
                    "return %sConnection".formatted(Types.name(field.getType())));
            return null;
        }
        if (!node(field).equals(Types.name(field.getType()))) {
            return Source.QueryRead.Answer.CONNECTION;
        }
        if (Types.isNonNull(field.getType())) {
            location.report(
                    "a query may find nothing, but the field is non-null",
                    "make it nullable: it returns the first item, or null");
        }
        return Source.QueryRead.Answer.FIRST;
    }

    private static boolean hasIndex(
            Target target, @Nullable String index, ExpressionLocation location) {
        for (var member : target.members()) {
            if (index != null && !member.indexes().containsKey(index)) {
                location.report(
                        "`%s` has no index `%s`".formatted(member.name(), index),
                        "declare @index(name: \"%s\") on it%s".formatted(index, others(member)));
                return false;
            }
        }
        return true;
    }

    private static String others(StoredType type) {
        return type.indexes().isEmpty()
                ? ""
                : ", or name one of: "
                        + String.join(", ", type.indexes().keySet().stream().sorted().toList());
    }

    /// @param isMixed whether items of other types can be in the range
    private record Bound(KeyCondition condition, boolean isMixed) {}

    private @Nullable Bound bind(
            AccessPath access,
            Map<String, Term> terms,
            Scope scope,
            Directive directive,
            ExpressionLocation location) {
        var members = access.target().members();
        var binder = new KeyBinder(location, scope, terms);
        binder.allowFanOut(Directives.integer(directive, "maxPartitions"));
        var before = location.problems().count();
        var partition =
                binder.whole(
                        access.partition().getFirst(),
                        KeyPosition.of(members, access.partition()),
                        NO_SCAN);
        var sorted = access.sort().size() == members.size();
        var sort =
                new SortBinder(
                        location,
                        binder,
                        sorted ? KeyPosition.of(members, access.sort()) : List.of());
        var condition = sorted ? sort.bind(access.sort()) : null;
        sort.reportLater();
        binder.reportUnbound("use filter with maxRead, or an index whose key has it");
        if (partition == null || location.problems().count() > before) {
            return null;
        }
        var whole = new KeyCondition(partition, binder.fanOuts(), condition);
        var isBounded = Directives.integer(directive, "maxRead") != null;
        return new Bound(
                whole, new Strangers(targets, location).check(access, whole, sort, isBounded));
    }

    /// Returns the names of the client's paging arguments.
    public static Set<String> pagingArguments(Source.QueryRead read) {
        return switch (read.answer()) {
            case FIRST -> Set.of();
            case CONNECTION ->
                    read.goesBack()
                            ? Set.of("first", "after", "last", "before")
                            : Set.of("first", "after");
        };
    }
}
