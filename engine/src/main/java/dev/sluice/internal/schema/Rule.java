// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One rule of `@auth`: all its parts must hold.
///
/// @param isPublic holds for everyone
/// @param signedIn holds for a caller with a subject
/// @param owner the field that must equal the claim `sub`, or null
/// @param group the group the caller must be in, or null
/// @param scope the scope the caller's token must have, or null
/// @param exists the record that must be there, or null
public record Rule(
        boolean isPublic,
        boolean signedIn,
        @Nullable String owner,
        @Nullable String group,
        @Nullable String scope,
        @Nullable Exists exists) {

    /// A record that tells by being there that a caller may see something.
    ///
    /// @param key as the schema spells it
    /// @param read of the record; its values speak of claims, arguments and the judged item
    /// @param fields the fields of the judged item that `read` takes
    public record Exists(String key, Source.ItemRead read, Set<String> fields) {
        public Exists {
            fields = Set.copyOf(fields);
        }
    }

    /// Whether the rule holds for everyone, whatever they ask for.
    public boolean isOpen() {
        return !signedIn && owner == null && group == null && scope == null && exists == null;
    }

    /// The fields of the judged item that the rule compares; none where it asks for no item.
    public Set<String> fields() {
        var fields = new HashSet<String>();
        if (owner != null) {
            fields.add(owner);
        }
        if (exists != null) {
            fields.addAll(exists.fields());
        }
        return fields;
    }

    /// The rule as the schema language spells it.
    public String spelled() {
        var parts = new ArrayList<String>();
        if (isPublic) {
            parts.add("public: true");
        }
        if (signedIn) {
            parts.add("signedIn: true");
        }
        spell(parts, "owner", owner);
        spell(parts, "group", group);
        spell(parts, "scope", scope);
        if (exists != null) {
            spell(parts, "exists", exists.read().target().type());
            spell(parts, "key", exists.key());
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static void spell(List<String> parts, String name, @Nullable String text) {
        if (text != null) {
            parts.add("%s: \"%s\"".formatted(name, text));
        }
    }
}
