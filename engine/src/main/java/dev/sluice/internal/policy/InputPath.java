// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.ArrayList;
import java.util.List;

/// The path of a value in an argument or a variable, such as `input.lines[3].quantity`.
///
/// @param steps the name, then names of members and positions in lists, from 0
public record InputPath(List<Object> steps) {
    public InputPath {
        steps = List.copyOf(steps);
    }

    public static InputPath of(String name) {
        return new InputPath(List.of(name));
    }

    public InputPath member(String name) {
        return with(name);
    }

    public InputPath element(int place) {
        return with(place);
    }

    private InputPath with(Object step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return new InputPath(all);
    }

    /// Returns the path of the same value from a variable that replaces the first steps.
    public InputPath within(String variable, int first) {
        var all = new ArrayList<Object>(List.of(variable));
        all.addAll(steps.subList(first, steps.size()));
        return new InputPath(all);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
