// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.References;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One rule of `@auth`. It holds if all its parts hold.
///
/// @param isPublic holds for everyone
/// @param signedIn holds for a caller with a subject
/// @param owner the field that must name the caller, or null
/// @param holder by what it names the caller; null without `owner`
/// @param group the group that the caller must be in, or null
/// @param scope the scope that the caller's token must have, or null
/// @param exists the record that must exist, or null
/// @param when what the item must meet, or null; it uses no `NOT`, so an absent field never grants
///   access
public record Rule(
        boolean isPublic,
        boolean signedIn,
        @Nullable String owner,
        @Nullable Holder holder,
        @Nullable String group,
        @Nullable String scope,
        @Nullable Exists exists,
        @Nullable Required when) {

    /// A rule whose owner is the caller's `sub`.
    public Rule(
            boolean isPublic,
            boolean signedIn,
            @Nullable String owner,
            @Nullable String group,
            @Nullable String scope,
            @Nullable Exists exists) {
        this(
                isPublic,
                signedIn,
                owner,
                owner == null ? null : Holder.SUBJECT,
                group,
                scope,
                exists,
                null);
    }

    /// Returns the rule for items that certainly meet `when`.
    public Rule withoutWhen() {
        return new Rule(isPublic, signedIn, owner, holder, group, scope, exists, null);
    }

    /// A record that grants access if it exists and meets its condition.
    ///
    /// @param key the key expression, as written in the schema
    /// @param read the read of the record; its values refer to claims, arguments and the item that
    ///   the rule checks
    /// @param required what the record must meet, or null; its values refer to the same as those of
    ///   `read`
    /// @param fields the fields of the checked item that `read` and `required` use
    public record Exists(
            String key, Source.ItemRead read, @Nullable Required required, Set<String> fields) {
        public Exists {
            fields = Set.copyOf(fields);
        }

        public StoredType type() {
            return read.target().members().getFirst();
        }

        public @Nullable Condition condition() {
            return required == null ? null : required.condition();
        }

        /// Returns the attributes of the record that the condition reads.
        public Set<String> needs() {
            return required == null
                    ? Set.of()
                    : References.of(required.condition()).fields().stream()
                            .map(field -> type().shape().attribute(field.names().getFirst()))
                            .flatMap(Stream::ofNullable)
                            .map(Attribute::name)
                            .collect(Collectors.toSet());
        }
    }

    /// @param text the condition, as written in the schema
    public record Required(String text, Condition condition) {}

    /// Returns whether the rule holds for every caller and every item.
    public boolean isOpen() {
        return !signedIn
                && owner == null
                && group == null
                && scope == null
                && exists == null
                && when == null;
    }

    /// Returns whether the rule depends on the item as it is stored, besides its key.
    public boolean needsItem() {
        return owner != null || when != null;
    }

    /// Returns the fields of the checked item that the rule compares; empty if it compares none.
    public Set<String> fields() {
        var fields = new HashSet<String>();
        if (owner != null) {
            fields.add(owner);
        }
        if (exists != null) {
            fields.addAll(exists.fields());
        }
        if (when != null) {
            References.of(when.condition())
                    .fields()
                    .forEach(field -> fields.add(field.names().getFirst()));
        }
        return fields;
    }

    /// Returns the rule as it is written in the schema language.
    public String spelled() {
        var parts = new ArrayList<String>();
        if (isPublic) {
            parts.add("public: true");
        }
        if (signedIn) {
            parts.add("signedIn: true");
        }
        switch (holder instanceof Holder.Among(var one) ? one : holder) {
            case Holder.Listed listed -> {
                spell(parts, "member", listed.spelled());
                spell(parts, "of", owner);
            }
            case null -> {}
            case Holder by -> {
                spell(parts, "owner", owner);
                spell(parts, "claim", by.equals(Holder.SUBJECT) ? null : by.spelled());
            }
        }
        spell(parts, "group", group);
        spell(parts, "scope", scope);
        if (exists != null) {
            spell(parts, "exists", exists.read().target().type());
            spell(parts, "key", exists.key().isBlank() ? null : exists.key());
            spell(parts, "condition", exists.required() == null ? null : exists.required().text());
        }
        spell(parts, "when", when == null ? null : when.text());
        return "{" + String.join(", ", parts) + "}";
    }

    private static void spell(List<String> parts, String name, @Nullable String text) {
        if (text != null) {
            parts.add("%s: \"%s\"".formatted(name, text));
        }
    }
}
