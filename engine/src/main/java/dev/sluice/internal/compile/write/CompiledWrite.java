// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/// One `@write` of a mutation, compiled by itself, before the mutation as a whole is.
///
/// @param key the value of each field of the item's key, as far as the schema spells it
record CompiledWrite(Directive directive, Write write, Map<String, Value> key) {

    /// Whether both certainly name one item, or for each element of one list one item.
    boolean isSameItem(CompiledWrite other) {
        return isItem(other.write.type(), other.key)
                && Objects.equals(write.each(), other.write.each());
    }

    /// Whether the write certainly names the item that was read.
    boolean isItemOf(PreRead read) {
        return write.each() == null && isItem(read.type(), read.key());
    }

    private boolean isItem(StoredType type, Map<String, Value> terms) {
        return write.type().name().equals(type.name())
                && terms.keySet().equals(Targets.keyFields(type))
                && key.equals(terms);
    }

    /// The update, with what is known of the fields of its keys.
    CompiledWrite knowing(Map<String, Value> known) {
        return write instanceof Write.Update update
                ? new CompiledWrite(
                        directive,
                        new Write.Update(
                                update.type(),
                                update.item(),
                                update.expression(),
                                update.creates(),
                                update.version(),
                                update.seen(),
                                known,
                                update.condition(),
                                update.onFail(),
                                update.each()),
                        key)
                : this;
    }

    /// The write, standing on a version and on what was read.
    Write standingOn(@Nullable Value version, Write.@Nullable Seen seen) {
        return switch (write) {
            case Write.Put put -> put;
            case Write.Update update ->
                    new Write.Update(
                            update.type(),
                            update.item(),
                            update.expression(),
                            update.creates(),
                            version,
                            seen,
                            update.known(),
                            update.condition(),
                            update.onFail(),
                            update.each());
            case Write.Delete delete ->
                    new Write.Delete(
                            delete.type(),
                            delete.item(),
                            version,
                            seen,
                            delete.condition(),
                            delete.onFail(),
                            delete.each());
            case Write.Check check ->
                    new Write.Check(
                            check.type(),
                            check.item(),
                            seen,
                            check.condition(),
                            check.onFail(),
                            check.each());
        };
    }
}
