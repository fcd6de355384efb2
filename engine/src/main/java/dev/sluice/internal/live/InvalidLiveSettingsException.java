// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Live settings that cannot be used. The message has one line for each problem.
public final class InvalidLiveSettingsException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<LiveProblem> problems;

    InvalidLiveSettingsException(List<LiveProblem> problems) {
        super(problems.stream().map(LiveProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<LiveProblem> problems() {
        return problems;
    }
}
