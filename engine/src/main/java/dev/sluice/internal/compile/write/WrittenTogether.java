// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.schema.MutationResult;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Checks the writes of one mutation against each other and against the read before them.
final class WrittenTogether {
    private final List<CompiledWrite> drafts;
    private final @Nullable PreRead read;
    private final Problems problems;
    private final String coordinate;

    WrittenTogether(
            List<CompiledWrite> drafts,
            @Nullable PreRead read,
            Problems problems,
            String coordinate) {
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
        drafts.forEach(this::checkType);
        for (var draft : drafts) {
            if (read != null && draft.write() instanceof Write.Put && draft.isItemOf(read)) {
                report(
                        draft,
                        "the put replaces the item that `$%s` read".formatted(read.alias()),
                        "use update");
            }
        }
    }

    /// Only the item itself says which of several types it has.
    private void checkType(CompiledWrite draft) {
        var named = draft.write().named();
        if (named != null
                && named.target().members().size() > 1
                && !(read != null && draft.isItemOf(read))) {
            report(
                    draft,
                    "the item can have one of several types, and which one is not known before the write",
                    "read it first with @getItem(as:, type: \"%s\", key:, consistent: true), and write it with the same key"
                            .formatted(named.target().type()));
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

    /// A list on which the writes depend must be as it was read, as far as its items go.
    void checkLists(ReadLists lists) {
        for (var list : lists.all()) {
            if (drafts.stream().noneMatch(draft -> draft.isItemOf(list))) {
                problems.report(
                        drafts.stream()
                                .filter(draft -> list.equals(lists.of(draft.write().each())))
                                .findFirst()
                                .orElseThrow()
                                .directive(),
                        coordinate,
                        "no write changes or checks the items of `%s`, which could have changed since they were read"
                                .formatted(list.list().reference().text()),
                        "add @write(check: \"%s\", each: \"%s\") with the key of the item"
                                .formatted(
                                        list.list().type().name(), list.list().reference().text()));
            }
        }
    }

    /// The read needs no used field if a delete returns the item as it was read, or if a write
    /// needs its type.
    void checkRead(Set<String> used, Answers.Compiled answer) {
        if (read != null && used.isEmpty() && !answersRead(answer) && !tellsType(read)) {
            problems.reportAbsence(
                    read.directive(),
                    coordinate,
                    "no write uses `$%s`".formatted(read.alias()),
                    "use one of its fields, or remove the read; see @write(check:)");
        }
    }

    private boolean tellsType(PreRead item) {
        return item.types().size() > 1 && drafts.stream().anyMatch(draft -> draft.isItemOf(item));
    }

    /// Returns whether the mutation returns the item that was read, because it deletes it.
    private boolean answersRead(Answers.Compiled answer) {
        return read != null
                && answer.answer() instanceof MutationResult.Items
                && drafts.get(answer.write()).write() instanceof Write.Delete
                && drafts.get(answer.write()).isItemOf(read);
    }

    /// A transaction does not return an item that it deletes.
    ///
    /// @param withOthers whether a record of the engine is written in the same transaction
    void checkDelete(List<Write> writes, Answers.Compiled answer, boolean withOthers) {
        var answering = drafts.get(answer.write());
        if (answer.answer() instanceof MutationResult.Items
                && answering.write() instanceof Write.Delete
                && (withOthers || writes.size() > 1)
                && !answersRead(answer)) {
            report(
                    answering,
                    "a transaction does not return what it deleted",
                    "read the item first with @getItem(as:, type: \"%s\", key:, consistent: true), or return ID or Boolean"
                            .formatted(answering.write().type().name()));
        }
    }
}
