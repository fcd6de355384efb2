// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.compile.file.Directives;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.StringValue;

import java.util.List;

/// Adds the sunset of an element to the reason of its deprecation. Introspection shows clients the
/// reason, but no directive.
final class SunsetNotice {
    private static final String REASON = "reason";
    private static final String NO_REASON = "No longer supported";

    private SunsetNotice() {}

    /// @param directives of the element that clients see
    static List<Directive> in(DirectivesContainer<?> element, List<Directive> directives) {
        var sunset = Directives.find(element, "sunset");
        if (sunset == null) {
            return directives;
        }
        var on = Directives.required(sunset, "on").value();
        return directives.stream()
                .map(each -> each.getName().equals("deprecated") ? with(on, each) : each)
                .toList();
    }

    private static Directive with(String sunset, Directive deprecated) {
        var given = Directives.string(deprecated, REASON);
        var reason = (given == null ? NO_REASON : given).strip();
        var sentence = reason.endsWith(".") ? reason : reason + ".";
        var text = StringValue.of("%s Sunset: %s.".formatted(sentence, sunset));
        return deprecated.transform(
                builder -> builder.arguments(List.of(new Argument(REASON, text))));
    }
}
