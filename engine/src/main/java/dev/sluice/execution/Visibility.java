// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.MisfitException;
import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.policy.Authorization;
import dev.sluice.policy.Caller;
import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/// Which items a caller may see, by the rules of their types.
final class Visibility {
    private Visibility() {}

    /// The item, or null where the caller may not see it: both read as missing.
    static @Nullable Item visible(@Nullable Item item, Caller caller) {
        return item != null && sees(item, caller) ? item : null;
    }

    private static boolean sees(Item item, Caller caller) {
        return Authorization.allows(item.type().rules(), caller, owner -> owner(item, owner));
    }

    /// The field that names an owner; null, for nobody, where what is stored does not fit.
    static @Nullable Object owner(StoredObject object, String field) {
        try {
            return object.value(field);
        } catch (MisfitException _) {
            return null;
        }
    }

    /// The members of a list that the caller may see, known before it is read.
    static Set<StoredType> visibleMembers(Source.QueryRead query, ValueReader values) {
        return query.target().members().stream()
                .filter(member ->
                        Authorization.allows(
                                member.rules(),
                                values.caller(),
                                owner -> owner(query, member, owner, values)))
                .collect(Collectors.toSet());
    }

    private static @Nullable Object owner(
            Source.QueryRead query, StoredType member, String owner, ValueReader values) {
        var owners = query.ownerFields().get(member.name());
        var value = owners == null ? null : owners.get(owner);
        return value == null ? null : values.read(value);
    }
}
