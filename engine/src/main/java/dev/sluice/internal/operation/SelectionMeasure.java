// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Measures selection sets. Measures each fragment once, however often it is spread.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class SelectionMeasure {
    /// The fields of `__Schema` and `__Type` that return lists of types, fields or values.
    private static final Set<String> LISTS =
            Set.of(
                    "types",
                    "directives",
                    "fields",
                    "args",
                    "inputFields",
                    "interfaces",
                    "possibleTypes",
                    "enumValues");

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, SelectionSize> measured = new HashMap<>();

    SelectionMeasure(Document document) {
        for (var fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            fragments.put(fragment.getName(), fragment);
        }
    }

    SelectionSize of(@Nullable SelectionSet set) {
        var extent = SelectionSize.NONE;
        if (set != null) {
            for (var selection : set.getSelections()) {
                extent = extent.and(of(selection));
            }
        }
        return extent;
    }

    private SelectionSize of(Selection selection) {
        return switch (selection) {
            case Field field -> of(field);
            case InlineFragment inline -> of(inline.getSelectionSet());
            case FragmentSpread spread -> of(spread.getName());
            default -> throw new IllegalStateException("a selection of no known form");
        };
    }

    private SelectionSize of(Field field) {
        if (field.getName().equals("__typename")) {
            return SelectionSize.TYPENAME;
        }
        var extent = of(field.getSelectionSet()).within(LISTS.contains(field.getName()));
        return DocumentLimits.isIntrospection(field) ? extent.asIntrospection() : extent;
    }

    /// Returns nothing for a fragment that is missing or spreads itself, because validation refuses
    /// both.
    private SelectionSize of(String name) {
        var known = measured.get(name);
        var fragment = fragments.get(name);
        if (known != null || fragment == null) {
            return known == null ? SelectionSize.NONE : known;
        }
        measured.put(name, SelectionSize.NONE);
        var extent = of(fragment.getSelectionSet());
        measured.put(name, extent);
        return extent;
    }
}
