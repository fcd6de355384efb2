// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.schema.expression.GlobalId;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Writes and reads global ids: base64url of the name of the type and of the values of its key,
/// each after its length, as in `4:User3:ann`.
///
/// An id depends only on its item, so that it never changes. It is neither secret nor signed: it
/// grants nothing, and the rules of its type apply as to every other key.
public final class GlobalIds {
    /// No item has a longer id: its key has at most 3 KB.
    private static final int LONGEST = 8_192;

    private static final String TYPE = "__typename";
    private static final char END_OF_LENGTH = ':';
    private static final int LENGTH_DIGITS = 5;

    private GlobalIds() {}

    /// Returns the id, or null if a field of the key has no value.
    ///
    /// @param item returns the value of a field of the item
    public static @Nullable String of(GlobalId form, Function<String, @Nullable Object> item) {
        var texts = new ArrayList<String>();
        for (var part : form.parts()) {
            var value = item.apply(part.field());
            if (value == null) {
                return null;
            }
            texts.add(part.form().text(value));
        }
        return encoded(form.type(), texts);
    }

    /// Returns the value of one field, or null if the text is not an id of the type, or if a pinned
    /// field has another value than the caller's claim.
    static @Nullable Object part(
            GlobalId form, String id, int part, Function<String, @Nullable Object> claims) {
        var texts = texts(form, id);
        if (texts == null) {
            return null;
        }
        for (int i = 0; i < texts.size(); i++) {
            var claim = form.parts().get(i).claim();
            if (!claim.isEmpty() && !texts.get(i).equals(claims.apply(claim))) {
                return null;
            }
        }
        var spelling = form.parts().get(part).form();
        var value = spelling.value(texts.get(part));
        return value != null && spelling.text(value).equals(texts.get(part)) ? value : null;
    }

    /// Returns the value of one field of a representation, or null if it represents no item of the
    /// type. Pinned fields are the caller's own, so they can be left out.
    ///
    /// @param entity an object of JSON
    static @Nullable Object part(
            GlobalId form, Map<?, ?> entity, int part, Function<String, @Nullable Object> claims) {
        if (!form.type().equals(entity.get(TYPE))) {
            return null;
        }
        for (var each : form.parts()) {
            var given = entity.get(each.field());
            if (!each.claim().isEmpty()
                    && given != null
                    && !given.equals(claims.apply(each.claim()))) {
                return null;
            }
        }
        var own = form.parts().get(part);
        var given = entity.get(own.field());
        return own.claim().isEmpty()
                ? given == null ? null : own.form().value(given)
                : claims.apply(own.claim());
    }

    /// Only the text that `of` writes is an id, so that an item has only one.
    private static @Nullable List<String> texts(GlobalId form, String id) {
        var all = id.length() > LONGEST ? null : decoded(id);
        if (all == null
                || all.size() != form.parts().size() + 1
                || !all.getFirst().equals(form.type())) {
            return null;
        }
        var texts = all.subList(1, all.size());
        return encoded(form.type(), texts).equals(id) ? texts : null;
    }

    private static String encoded(String type, List<String> texts) {
        var text = new StringBuilder();
        append(type, text);
        texts.forEach(each -> append(each, text));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(String part, StringBuilder text) {
        text.append(part.length()).append(END_OF_LENGTH).append(part);
    }

    private static @Nullable List<String> decoded(String id) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
        var parts = new ArrayList<String>();
        for (int at = 0; at < text.length(); ) {
            int colon = text.indexOf(END_OF_LENGTH, at);
            int length = colon < 0 ? -1 : length(text.substring(at, colon));
            if (length < 0 || length > text.length() - colon - 1) {
                return null;
            }
            at = colon + 1 + length;
            parts.add(text.substring(colon + 1, at));
        }
        return parts;
    }

    private static int length(String digits) {
        return !digits.isEmpty()
                        && digits.length() <= LENGTH_DIGITS
                        && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                ? Integer.parseInt(digits)
                : -1;
    }
}
