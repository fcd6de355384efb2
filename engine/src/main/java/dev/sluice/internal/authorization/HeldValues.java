// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.Holder;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Set;

/// The texts by which the items of a caller are known.
public final class HeldValues {
    private HeldValues() {}

    /// Returns the texts, or none if a claim is absent or could be mistaken for that of another
    /// caller. A list that is too long for one condition gives none.
    static Set<String> of(Holder holder, Caller caller) {
        if (!caller.signedIn()) {
            return Set.of();
        }
        return switch (holder) {
            case Holder.Among(var one) -> of(one, caller);
            case Holder.Listed(var claim) -> {
                var all = caller.names(claim);
                yield all.size() > DynamoDbQuotas.IN_VALUES ? Set.of() : all;
            }
            case Holder.Named named -> {
                var text = text(named, caller);
                yield text == null ? Set.of() : Set.of(text);
            }
        };
    }

    /// Returns whether a stored text is one of the texts, or, in a field that is declared as a
    /// list, whether an element of the stored list is one.
    public static boolean include(Set<String> held, boolean isList, @Nullable Object stored) {
        return isList
                ? stored instanceof Collection<?> list
                        && list.stream().anyMatch(each -> isOne(held, each))
                : isOne(held, stored);
    }

    private static boolean isOne(Set<String> held, @Nullable Object stored) {
        return stored instanceof String text && held.contains(text);
    }

    private static @Nullable String text(Holder.Named named, Caller caller) {
        var texts = named.texts();
        var joined = new StringBuilder(texts.getFirst());
        for (int i = 0; i < named.claims().size(); i++) {
            var name = named.claims().get(i);
            var claim = name.equals("sub") ? caller.subject() : caller.claim(name);
            if (claim == null) {
                return null;
            }
            joined.append(claim).append(texts.get(i + 1));
        }
        var whole = joined.toString();
        return texts.stream().allMatch(text -> text.isEmpty() || isClear(text, whole, named))
                ? whole
                : null;
    }

    /// Returns whether no claim adds an occurrence of a text of the template, alone or together
    /// with what is beside it. Otherwise the claims of two callers could give the same text.
    private static boolean isClear(String text, String whole, Holder.Named named) {
        return occurrences(text, whole)
                == named.texts().stream().mapToLong(each -> occurrences(text, each)).sum();
    }

    /// Counts overlapping occurrences, too.
    private static long occurrences(String text, String whole) {
        var count = 0;
        for (int at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
            count++;
        }
        return count;
    }
}
