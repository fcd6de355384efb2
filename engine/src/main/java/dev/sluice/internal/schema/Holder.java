// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What of a caller the field of an `owner` or `member` rule must name.
public sealed interface Holder {
    /// The caller's `sub`.
    Holder SUBJECT = new Named(List.of("sub"), List.of("", ""));

    /// Returns the holder as a rule spells it, after `owner` or `of`.
    String spelled();

    /// One text: a claim, or several claims with texts around them.
    ///
    /// @param claims at least one
    /// @param texts before, between and after the claims
    record Named(List<String> claims, List<String> texts) implements Holder {
        public Named {
            claims = List.copyOf(claims);
            texts = List.copyOf(texts);
        }

        /// Returns the claim whose value is the whole text, or null if there is more to it.
        public @Nullable String claim() {
            return claims.size() == 1 && texts.stream().allMatch(String::isEmpty)
                    ? claims.getFirst()
                    : null;
        }

        @Override
        public String spelled() {
            var alone = claim();
            if (alone != null) {
                return alone;
            }
            var text = new StringBuilder(texts.getFirst());
            for (int i = 0; i < claims.size(); i++) {
                text.append('{').append(claims.get(i)).append('}').append(texts.get(i + 1));
            }
            return text.toString();
        }
    }

    /// Each element of a claim that is a list.
    record Listed(String claim) implements Holder {
        @Override
        public String spelled() {
            return "$claims." + claim;
        }
    }

    /// One of the elements of a field that the schema declares as a list names the caller.
    ///
    /// @param one what an element must name
    record Among(Holder one) implements Holder {
        @Override
        public String spelled() {
            return one.spelled();
        }
    }
}
