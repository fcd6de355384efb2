// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/// One `@write` of a mutation, compiled by itself, before the whole mutation is compiled.
///
/// @param key the value of each field of the item's key, as far as the schema gives it
record CompiledWrite(Directive directive, Write write, Map<String, Value> key) {

    /// Returns whether both writes certainly name the same item, or the same item for each element
    /// of the same list.
    boolean isSameItem(CompiledWrite other) {
        return isItem(other.write.type(), other.key)
                && Objects.equals(write.each(), other.write.each());
    }

    /// Returns whether the write certainly names the item that was read.
    boolean isItemOf(PreRead read) {
        return write.each() == null && read.names(write.type(), key);
    }

    /// Returns whether both are one `@write`, for two of the types that its item can have.
    boolean isAlternative(CompiledWrite other) {
        return directive.equals(other.directive);
    }

    /// Returns whether the write certainly names the item of the list for which it runs.
    boolean isItemOf(ReadList list) {
        var each = write.each();
        return each != null
                && each.list().equals(list.list().reference())
                && list.names(write.type(), key);
    }

    private boolean isItem(StoredType type, Map<String, Value> terms) {
        return write.type().name().equals(type.name())
                && terms.keySet().equals(type.key().fields())
                && key.equals(terms);
    }

    /// Returns the update with the known values of the fields of its keys.
    CompiledWrite knowing(Map<String, Value> known) {
        return write instanceof Write.Update update
                ? new CompiledWrite(
                        directive,
                        new Write.Update(
                                update.type(),
                                update.item(),
                                update.expression(),
                                update.creates(),
                                update.versioned(),
                                update.version(),
                                update.seen(),
                                known,
                                update.condition(),
                                update.onFail(),
                                update.each()),
                        key)
                : this;
    }

    /// Returns the write with a required version and with the values of the read that must not have
    /// changed.
    Write standingOn(@Nullable Value version, Write.@Nullable Seen seen) {
        return switch (write) {
            case Write.Put put -> put;
            case Write.Update update ->
                    new Write.Update(
                            update.type(),
                            update.item(),
                            update.expression(),
                            update.creates(),
                            update.versioned(),
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
