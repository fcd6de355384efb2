// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import java.util.List;

/// A list of an item that a mutation reads first, for whose items writes run (`each:
/// "$alias.field"`). It is read whole, after the item and before the writes.
///
/// @param alias the alias of the item
/// @param field the field of the item's type with `@query`
/// @param read consistent, of the table itself, and of one type
public record MutationList(String alias, String field, Source.QueryRead read) {

    /// Returns the list as writes name it.
    public Value.Reference reference() {
        return new Value.Reference(new Root.Named(alias), List.of(field));
    }

    public StoredType type() {
        return read.target().members().getFirst();
    }
}
