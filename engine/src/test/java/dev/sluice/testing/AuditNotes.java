// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api.Who;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the notes of a trail by the field `auditOf(key:)` of the schema, as an auditor.
public final class AuditNotes {
    private static final Who AUDITOR = Who.user("eve", "auditor");

    private AuditNotes() {}

    /// Returns all notes of an item, page by page.
    ///
    /// @param fields what is selected of a note
    public static List<JsonNode> of(Api api, String item, String fields) {
        var notes = new ArrayList<JsonNode>();
        var cursor = "";
        while (true) {
            var answer =
                    api.ask(
                            AUDITOR,
                            "query($item: ID!) { auditOf(key: $item%s) { edges { node { %s } } pageInfo { hasNextPage endCursor } } }"
                                    .formatted(cursor, fields),
                            Map.of("item", item));
            assertThat(answer.errors()).isEmpty();
            var page = answer.data("/auditOf");
            notes.addAll(page.findValues("node"));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                return notes;
            }
            cursor = ", after: \"%s\"".formatted(page.at("/pageInfo/endCursor").asText());
        }
    }
}
