// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;

import java.util.regex.Pattern;

/// A new field that gets the value of another one. The later version writes both.
///
/// @param to the new field
/// @param from the field whose value it gets
public record FieldCopy(String type, String to, String from) {
    private static final Pattern FORM = Pattern.compile("(\\w+)\\.(\\w+)=(\\w+)");

    /// @param text such as `Order.total=sum`
    /// @throws Failure if the text has another form
    public static FieldCopy parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw Failure.usage("--copy %s: write it as Type.newField=oldField.".formatted(text));
        }
        return new FieldCopy(parts.group(1), parts.group(2), parts.group(3));
    }
}
