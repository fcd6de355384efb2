// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Source;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.IntValue;

import org.jspecify.annotations.Nullable;

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

    /// @param isMixed whether items of other types can be in the range
    void checkUse(boolean isMixed) {
        if (!isMixed
                && Directives.text(directive, "filter") == null
                && Directives.integer(directive, "maxRead") != null) {
            location.report("maxRead has no effect without a filter", "remove maxRead");
        }
    }

    private void checkFirst(int maxItems) {
        var first = argument("first");
        if (first == null || !Types.name(first.getType()).equals("Int")) {
            location.report(
                    "a page has no size: the argument `first` is missing",
                    "add `first: Int! = %d` to the field".formatted(Math.min(10, maxItems)));
        } else if (first.getDefaultValue() instanceof IntValue value
                && (value.getValue().signum() < 1 || value.getValue().intValue() > maxItems)) {
            location.report(
                    "the default of `first` (%s) is not between 1 and maxItems (%d)"
                            .formatted(value.getValue(), maxItems),
                    "lower the default, or raise maxItems");
        } else if (!Types.isNonNull(first.getType())) {
            location.report("the argument `first` can be null", "make it `first: Int! = …`");
        }
    }

    private void checkAfter() {
        var after = argument("after");
        if (after == null || !Types.name(after.getType()).equals("String")) {
            location.report(
                    "a page cannot be continued: the argument `after` is missing",
                    "add `after: String` to the field");
        }
    }

    private @Nullable InputValueDefinition argument(String name) {
        return field.getInputValueDefinitions().stream()
                .filter(each -> each.getName().equals(name))
                .filter(each -> !Types.isList(each.getType()))
                .findFirst()
                .orElse(null);
    }
}
