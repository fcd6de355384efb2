// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.List;
import java.util.Set;

/// One field of an object type, compiled.
///
/// @param rules who may select it beyond its type's rules; empty where any caller may
/// @param needs attributes of the parent's item that answering it takes
public record Field(
        String type,
        String name,
        boolean nonNull,
        Source source,
        List<Rule> rules,
        Set<String> needs) {
    public Field {
        rules = List.copyOf(rules);
        needs = Set.copyOf(needs);
    }
}
