// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.Deprecation;

import graphql.language.DirectivesContainer;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/// Compiles `@deprecated` and `@sunset` of one element.
record Deprecations(Problems problems) {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /// @return null if the element is not deprecated
    @Nullable Deprecation compile(DirectivesContainer<?> element, String coordinate) {
        var deprecated = Directives.has(element, "deprecated");
        var sunset = Directives.find(element, "sunset");
        if (sunset == null) {
            return deprecated ? new Deprecation(null, null) : null;
        }
        if (!deprecated) {
            problems.report(
                    sunset,
                    coordinate,
                    "a sunset is the end of what is deprecated, and this is not deprecated",
                    "add @deprecated(reason: \"...\"), which says what to use in its place");
        }
        var since = date(Directives.text(sunset, "since"), coordinate);
        var on = date(Directives.required(sunset, "on"), coordinate);
        if (since != null && on != null && since.isAfter(on)) {
            problems.report(
                    sunset,
                    coordinate,
                    "it is deprecated since %s, after its sunset".formatted(since),
                    "use a later date for `on`");
        }
        return new Deprecation(since, on);
    }

    private @Nullable LocalDate date(@Nullable Text text, String coordinate) {
        if (text == null) {
            return null;
        }
        try {
            if (DATE.matcher(text.value()).matches()) {
                return LocalDate.parse(text.value());
            }
        } catch (DateTimeException _) {
            // A day such as 2027-02-30 is reported as every other text is.
        }
        problems.report(
                text.at(),
                coordinate,
                "`%s` is not a date".formatted(text.value()),
                "write it as 2027-03-01");
        return null;
    }
}
