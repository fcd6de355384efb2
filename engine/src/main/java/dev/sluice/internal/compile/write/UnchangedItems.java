// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.MutationResult;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Gives the writes of a mutation the condition that the items that it read before have not
/// changed.
final class UnchangedItems {
    private final List<CompiledWrite> drafts;
    private final @Nullable PreRead read;
    private final ReadLists lists;
    private final Set<String> unversioned;

    /// @param unversioned the types with a write that does not change the version
    UnchangedItems(
            List<CompiledWrite> drafts,
            @Nullable PreRead read,
            ReadLists lists,
            Set<String> unversioned) {
        this.drafts = drafts;
        this.read = read;
        this.lists = lists;
        this.unversioned = unversioned;
    }

    /// Returns the writes. The writes of an item that was read carry its condition. If there is no
    /// such write, a check of the item is added at the end.
    ///
    /// @param version the required version of the item that the field answers, or null
    /// @param used the used fields of the item that was read
    List<Write> writes(Answers.Compiled answer, @Nullable Value version, Set<String> used) {
        var writes = new ArrayList<Write>();
        var carried = new HashSet<>();
        for (var draft : drafts) {
            var list = lists.of(draft.write().each());
            var own =
                    read != null && draft.isItemOf(read)
                            ? seen(read, draft.write().type(), answer, used)
                            : list != null && draft.isItemOf(list) && carried.add(list)
                                    ? seen(list)
                                    : null;
            var answers = draft.isAlternative(drafts.get(answer.write()));
            var required = answers && draft.write().type().version() != null ? version : null;
            writes.add(draft.standingOn(required, own));
        }
        if (read != null && drafts.stream().noneMatch(each -> each.isItemOf(read))) {
            for (var type : read.types()) {
                var seen = seen(read, type, answer, used);
                writes.add(new Write.Check(type, read.read(), seen, null, null, null));
            }
        }
        return writes;
    }

    /// A delete returns the item as it was read, so no field of it may have changed.
    private Write.Seen seen(
            PreRead item, StoredType type, Answers.Compiled answer, Set<String> used) {
        var answering = drafts.get(answer.write());
        var fields = new TreeSet<>(used);
        fields.retainAll(type.shape().attributes().keySet());
        fields.addAll(GrantingRecords.fields(type));
        if (answer.answer() instanceof MutationResult.Items
                && answering.write() instanceof Write.Delete
                && answering.isItemOf(item)
                && !isByVersion(type)) {
            fields.addAll(type.shape().attributes().keySet());
        }
        return new Write.Seen(item.alias(), fields, isByVersion(type));
    }

    private Write.Seen seen(ReadList list) {
        var type = list.list().type();
        var fields = new TreeSet<>(list.used());
        fields.addAll(GrantingRecords.fields(type));
        return new Write.Seen(Root.Reserved.EACH.text(), fields, isByVersion(type));
    }

    private boolean isByVersion(StoredType type) {
        return type.version() != null && !unversioned.contains(type.name());
    }
}
