// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One field of an object type, compiled.
///
/// @param rules who may select the field, in addition to its type's rules; empty if any caller may
/// @param needs the attributes of the parent's item that are needed to answer the field
/// @param deprecation null if the field is not deprecated
/// @param budget how long 99 of 100 requests that select the root field may take, or null
/// @param rollout null if the field has one access path
/// @param flag the flag that shows the field to some callers, or null if all see it
public record Field(
        String type,
        String name,
        boolean nonNull,
        Source source,
        List<Rule> rules,
        Set<String> needs,
        @Nullable Deprecation deprecation,
        @Nullable Duration budget,
        @Nullable Rollout rollout,
        @Nullable String flag) {
    public Field {
        rules = List.copyOf(rules);
        needs = Set.copyOf(needs);
    }

    /// Returns the field with a rollout, and with what its new access path needs of the parent.
    public Field rolledOut(Rollout moved) {
        var all = new HashSet<>(needs);
        all.addAll(moved.to().needs());
        return new Field(type, name, nonNull, source, rules, all, deprecation, budget, moved, flag);
    }

    /// Returns where the answer can come from.
    public List<Source> sources() {
        return rollout == null ? List.of(source) : List.of(source, rollout.to().source());
    }

    /// Returns whether the rules compare an item: the parent or, for a mutation, the item that it
    /// reads first.
    public boolean comparesItem() {
        return rules.stream().anyMatch(rule -> !rule.fields().isEmpty());
    }

    /// Returns `Type.field`.
    public String coordinate() {
        return type + "." + name;
    }
}
