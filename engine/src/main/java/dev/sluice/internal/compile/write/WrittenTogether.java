// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Write;

import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Checks the writes of one mutation against each other and against the field that they answer.
final class WrittenTogether {
    private final FieldDefinition field;
    private final List<CompiledWrite> drafts;
    private final @Nullable PreRead read;
    private final Problems problems;
    private final String coordinate;

    WrittenTogether(
            FieldDefinition field,
            List<CompiledWrite> drafts,
            @Nullable PreRead read,
            Problems problems,
            String coordinate) {
        this.field = field;
        this.drafts = drafts;
        this.read = read;
        this.problems = problems;
        this.coordinate = coordinate;
    }

    void check() {
        for (int i = 0; i < drafts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (drafts.get(i).isSameItem(drafts.get(j))) {
                    reportSame(drafts.get(j), drafts.get(i));
                }
            }
        }
        if (drafts.stream().allMatch(draft -> draft.write() instanceof Write.Check)) {
            problems.reportAbsence(
                    drafts.getFirst().directive(),
                    coordinate,
                    "the mutation only checks, and writes nothing",
                    "add a put, update or delete");
        }
        for (var draft : drafts) {
            if (read != null && draft.write() instanceof Write.Put && draft.isItemOf(read)) {
                report(
                        draft,
                        "the put replaces the item that `$%s` read".formatted(read.alias()),
                        "use update");
            }
        }
    }

    private void reportSame(CompiledWrite first, CompiledWrite second) {
        var checks = first.write() instanceof Write.Check || second.write() instanceof Write.Check;
        report(
                second,
                "two writes of the mutation name the same item of `%s`, but a transaction can write it only once"
                        .formatted(second.write().type().name()),
                checks
                        ? "move the condition of the check to the other write, and remove the check"
                        : "combine them into one write");
    }

    private void report(CompiledWrite at, String fault, String fix) {
        problems.report(at.directive(), coordinate, fault, fix);
    }

    /// Returns the index of the write whose item the field returns, or -1 if a problem was
    /// reported.
    int result() {
        var name = Types.name(field.getType());
        if (Types.isList(field.getType())) {
            problems.report(
                    field,
                    coordinate,
                    "a mutation returns one item, but the field's type is a list",
                    "return `%s`, or a type that leads to the list".formatted(name));
            return -1;
        }
        for (int i = 0; i < drafts.size(); i++) {
            var write = drafts.get(i).write();
            if (write.type().name().equals(name) && !(write instanceof Write.Check)) {
                if (write.each() == null) {
                    return i;
                }
                report(
                        drafts.get(i),
                        "the field returns one `%s`, but this write can write many".formatted(name),
                        "return the type of a write without each");
                return -1;
            }
        }
        problems.reportAbsence(
                field,
                coordinate,
                "the field returns `%s`, but no write of the mutation writes it".formatted(name),
                "return the type of one of its writes");
        return -1;
    }

    /// The read needs no used field if a delete returns the item as it was read.
    void checkRead(Set<String> used, int result) {
        if (read != null
                && used.isEmpty()
                && !(drafts.get(result).write() instanceof Write.Delete
                        && drafts.get(result).isItemOf(read))) {
            problems.reportAbsence(
                    read.directive(),
                    coordinate,
                    "no write uses `$%s`".formatted(read.alias()),
                    "use one of its fields, or remove the read; see @write(check:)");
        }
    }

    /// A transaction does not return an item that it deletes.
    ///
    /// @param withOthers whether a record of the engine is written in the same transaction
    void checkDelete(List<Write> writes, int result, boolean withOthers) {
        var answering = drafts.get(result);
        if (answering.write() instanceof Write.Delete
                && (withOthers || writes.size() > 1)
                && (read == null || !answering.isItemOf(read))) {
            report(
                    answering,
                    "a transaction does not return what it deleted",
                    "read the item first with @getItem(as:, type: \"%s\", key:, consistent: true)"
                            .formatted(answering.write().type().name()));
        }
    }
}
