// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.CountLimit;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Target;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.IntValue;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Checks how much a `@query` reads and how its client pages.
final class PageLimits {
    private final FieldDefinition field;
    private final Directive directive;
    private final Source.QueryRead.Answer answer;
    private final ExpressionLocation location;

    PageLimits(
            FieldDefinition field,
            Directive directive,
            Source.QueryRead.Answer answer,
            ExpressionLocation location) {
        this.field = field;
        this.directive = directive;
        this.answer = answer;
        this.location = location;
    }

    /// @param isGlobal whether the query reads a global secondary index
    void check(boolean isGlobal) {
        var maxItems = Directives.integer(directive, "maxItems", 50);
        if (maxItems < 1) {
            location.report("maxItems is %d".formatted(maxItems), "set it to at least 1");
        }
        checkMaxRead(maxItems);
        if (Directives.integer(directive, "maxPartitions") instanceof Integer most
                && (most < 1 || most > FanOut.MOST_PARTITIONS)) {
            location.report(
                    "maxPartitions is %d".formatted(most),
                    "set it to at least 1 and at most %d".formatted(FanOut.MOST_PARTITIONS));
        }
        if (isGlobal && Directives.isTrue(directive, "consistent")) {
            location.report(
                    "a global secondary index has no consistent read",
                    "remove consistent, or query the table's own key");
        }
        if (answer == Source.QueryRead.Answer.CONNECTION) {
            checkFirst(maxItems);
            checkAfter();
        }
    }

    private void checkMaxRead(int maxItems) {
        var maxRead = Directives.integer(directive, "maxRead");
        var filter = Directives.text(directive, "filter");
        if (filter != null && maxRead == null) {
            location.report(
                    "without maxRead, a filter can read, and pay for, any number of items",
                    "add maxRead, the maximum number of items to read for one page");
        }
        var page = answer == Source.QueryRead.Answer.CONNECTION ? maxItems : 1;
        if (maxRead != null && maxRead < page) {
            location.report(
                    "maxRead (%d) is below the %d items of a page".formatted(maxRead, page),
                    "set maxRead to at least the size of a page");
        }
    }

    /// @param isSeen whether the type of the page has a field for the count
    void checkCount(boolean isSeen) {
        var maxCount = Directives.integer(directive, "maxCount");
        var hasCounter = Directives.string(directive, "counter") != null;
        if (maxCount == null && !hasCounter) {
            return;
        }
        if (maxCount != null && hasCounter) {
            location.report("the list has two counts: maxCount and counter", "keep one of the two");
        }
        if (maxCount != null && (maxCount < 1 || maxCount > CountLimit.MOST)) {
            location.report(
                    "maxCount is %d".formatted(maxCount),
                    "set it to at least 1 and at most %d".formatted(CountLimit.MOST));
        }
        var argument = maxCount == null ? "counter" : "maxCount";
        if (answer == Source.QueryRead.Answer.FIRST) {
            location.report(
                    "%s has no effect on a field of one item".formatted(argument),
                    "remove " + argument);
        } else if (!isSeen) {
            location.report(
                    "%s has no effect: `%s` has no field for the count"
                            .formatted(argument, Types.name(field.getType())),
                    "add `totalCount: Int` to it");
        }
    }

    /// Returns how far the list is counted, or null if it is not.
    @Nullable CountLimit count(Target target) {
        var maxCount = Directives.integer(directive, "maxCount");
        return maxCount == null ? null : new CountLimit(maxCount, target.itemSize());
    }

    /// @param isMixed whether items of other types can be in the range
    /// @param fanOuts the fields of the partition key with several values
    void checkUse(boolean isMixed, List<FanOut> fanOuts) {
        if (fanOuts.stream().noneMatch(FanOut.Times.class::isInstance)
                && Directives.integer(directive, "maxPartitions") != null) {
            location.report(
                    "maxPartitions has no effect without BETWEEN for a part of a time in the partition key",
                    "remove maxPartitions");
        }
        if (isMixed && Directives.integer(directive, "maxCount") != null) {
            location.report(
                    "a count could reveal items of other types, which can be in the range",
                    "remove maxCount, or return a union of the types");
        }
        if (!isMixed
                && Directives.text(directive, "filter") == null
                && Directives.integer(directive, "maxRead") != null) {
            location.report("maxRead has no effect without a filter", "remove maxRead");
        }
    }

    /// Returns whether the pages of the field go back, too.
    boolean goesBack() {
        return answer == Source.QueryRead.Answer.CONNECTION && isOf("last", "Int");
    }

    private void checkFirst(int maxItems) {
        var first = argument("first");
        if (first == null || !isOf("first", "Int")) {
            location.report(
                    "a page has no size: the argument `first` is missing",
                    goesBack()
                            ? "add `first: Int` to the field"
                            : "add `first: Int! = %d` to the field"
                                    .formatted(Math.min(10, maxItems)));
        } else if (goesBack()) {
            checkChosen("first", "last");
            checkChosen("last", "first");
        } else if (first.getDefaultValue() instanceof IntValue value
                && (value.getValue().signum() < 1 || value.getValue().intValue() > maxItems)) {
            location.report(
                    "the default of `first` (%s) is not between 1 and maxItems (%d)"
                            .formatted(value.getValue(), maxItems),
                    "lower the default, or raise maxItems");
        } else if (!Types.isNonNull(first.getType())) {
            location.report(
                    "the argument `first` can be null",
                    "make it `first: Int! = …`, or add `last: Int` and `before: String`");
        }
    }

    /// A client gives one of two sizes, so neither may be required or have a default.
    private void checkChosen(String name, String other) {
        var size = argument(name);
        if (size != null && (Types.isNonNull(size.getType()) || size.getDefaultValue() != null)) {
            location.report(
                    "a page has `first` or `last`, but `%s` %s, so a client cannot give `%s` alone"
                            .formatted(
                                    name,
                                    size.getDefaultValue() == null
                                            ? "is non-null"
                                            : "has a default",
                                    other),
                    "make it `%s: Int`".formatted(name));
        }
    }

    private void checkAfter() {
        if (!isOf("after", "String")) {
            location.report(
                    "a page cannot be continued: the argument `after` is missing",
                    "add `after: String` to the field");
        }
        if (goesBack() && !isOf("before", "String")) {
            location.report(
                    "a page cannot be continued backward: the argument `before` is missing",
                    "add `before: String` to the field");
        }
    }

    private boolean isOf(String name, String type) {
        var argument = argument(name);
        return argument != null && Types.name(argument.getType()).equals(type);
    }

    private @Nullable InputValueDefinition argument(String name) {
        return field.getInputValueDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .filter(each -> !Types.isList(each.getType()))
                .findFirst()
                .orElse(null);
    }
}
