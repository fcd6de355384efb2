// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import graphql.language.Node;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one file, so that everything is reported at once.
public final class Problems {
    private static final SourceLocation START = new SourceLocation(1, 1);

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private @Nullable Consequences consequences;
    private int leftOut;
    private final List<String> notices = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    public void report(Node<?> at, String coordinate, String fault, String fix) {
        report(at.getSourceLocation(), coordinate, fault, fix);
    }

    public void report(@Nullable SourceLocation at, String coordinate, String fault, String fix) {
        var known = at == null || at.getLine() < 1 ? START : at;
        var problem = new Problem(file, known.getLine(), known.getColumn(), coordinate, fault, fix);
        if (consequences != null && consequences.include(problem)) {
            leftOut++;
        } else if (found.stream().noneMatch(each -> isSame(each, problem))) {
            found.add(problem);
        }
    }

    /// Returns whether two problems are the same fault, which several fixes can repair.
    private static boolean isSame(Problem one, Problem other) {
        return one.line() == other.line()
                && one.column() == other.column()
                && one.coordinate().equals(other.coordinate())
                && one.fault().equals(other.fault());
    }

    /// Reports that something is missing, unless the part of this place that may provide or use it
    /// was removed.
    public void reportAbsence(Node<?> at, String coordinate, String fault, String fix) {
        if (consequences != null && consequences.isIncomplete(coordinate)) {
            leftOut++;
        } else {
            report(at, coordinate, fault, fix);
        }
    }

    /// Leaves out the problems that follow from one that was reported.
    void leaveOut(Consequences following) {
        consequences = following;
    }

    /// Reports a problem at a position inside a quoted text. For a block string, it points at the
    /// start.
    ///
    /// @param offset from 0
    public void report(Text text, int offset, String coordinate, String fault, String fix) {
        var at = text.at();
        if (at == null || text.value().isEmpty() || text.value().indexOf('\n') >= 0) {
            report(at, coordinate, fault, fix);
        } else {
            var inside = new SourceLocation(at.getLine(), at.getColumn() + 1 + offset);
            report(inside, coordinate, fault, fix);
        }
    }

    /// Joins the lines of one of GraphQL's own messages, and removes its final full stop and its
    /// position.
    static String sentence(String message) {
        return message.strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" \\[@\\d+:\\d+]", "")
                .replaceAll(" at line \\d+ column \\d+", "")
                .replaceAll("[.]$", "");
    }

    /// Returns how many problems were reported so far. Compare two counts to learn whether a part
    /// is valid.
    public int count() {
        return found.size() + leftOut;
    }

    /// Reports something that does not make the schema invalid.
    public void notice(Text text, String coordinate, String fact, String fix) {
        var at = text.at() == null ? START : text.at();
        notices.add(
                new Problem(file, at.getLine(), at.getColumn(), coordinate, fact, fix).toString());
    }

    public List<String> notices() {
        return List.copyOf(notices);
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSchemaException(found);
        }
    }
}
