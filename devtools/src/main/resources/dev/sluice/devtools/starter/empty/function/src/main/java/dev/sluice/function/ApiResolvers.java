// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.function.schema.Note;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;

/// The Java resolvers that `schema.graphqls` names. The build makes the records of the package
/// `schema` from that file.
public final class ApiResolvers {
    private ApiResolvers() {}

    public static Resolvers all() {
        return Resolvers.none()
                .computes(
                        "words", Computation.each(note -> Words.of(note.as(Note.ForWords.class))));
    }
}
