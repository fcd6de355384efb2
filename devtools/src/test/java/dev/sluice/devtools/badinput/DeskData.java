// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import dev.sluice.devtools.data.SampleData;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The items of `desk.graphqls`. The two owners, `ann` and `bob`, have similar items.
final class DeskData {
    /// Part of every text of `bob`. No answer to another caller may contain it.
    static final String BOBS = "zqbobsqz";

    static final String DIGITS_38 = "12345678901234567890123456789012345678";

    /// As many bytes as a partition key can hold, without a one-byte character.
    static final String LONGEST_ID = "é" + "€".repeat(682);

    private final Map<String, List<Map<String, @Nullable Object>>> items = new LinkedHashMap<>();

    private DeskData() {}

    static SampleData generate() {
        var data = new DeskData();
        data.people();
        data.accounts();
        data.files();
        data.prices();
        data.readings();
        data.places();
        return new SampleData("desk", data.items);
    }

    private void people() {
        for (var owner : List.of("ann", "bob")) {
            var other = owner.equals("ann") ? "bob" : "ann";
            var text = owner.equals("ann") ? "Ann" : BOBS;
            add("Person", Map.of("id", owner, "name", text, "grade", text, "badge", text));
            for (var i = 0; i < 3; i++) {
                var id = owner + i;
                add(
                        "Note",
                        Map.of(
                                "owner", owner,
                                "id", id,
                                "title", text,
                                "replyOwner", other,
                                "replyId", other + i));
                add("Memo", Map.of("owner", owner, "id", id, "title", text));
                add("Task", Map.of("id", id, "owner", owner, "title", text, "version", 1));
                add("Notice", Map.of("id", "of-" + id, "author", owner));
            }
        }
    }

    private void accounts() {
        add("Account", Map.of("tenant", "t1", "id", "a", "name", "Ann"));
        add("Account", Map.of("tenant", "t2", "id", "b", "name", BOBS));
    }

    private void files() {
        add("File", Map.of("id", "largest", "text", "x".repeat(399 * 1024)));
        add("File", Map.of("id", "large", "text", "x".repeat(300_000)));
        add("File", Map.of("id", LONGEST_ID, "text", "found"));
        for (var id :
                List.of("#", "a#b", "/", "%23", "\u00e9", "SELECT", ":v", "#name", " ", "..")) {
            add("File", Map.of("id", id, "text", "found"));
        }
    }

    private void prices() {
        for (var amount : List.of(DIGITS_38, "0.1", "9007199254740993")) {
            add("Price", Map.of("item", "i", "amount", amount, "count", 1, "weight", 0.5));
        }
    }

    private void readings() {
        for (var i = 0; i < 12; i++) {
            add(
                    "Reading",
                    Map.of("device", "d", "sequence", i, "kind", i == 11 ? "late" : "early"));
            add("Reading", Map.of("device", "deleted", "sequence", i, "kind", "early"));
        }
    }

    private void places() {
        for (var name : List.of("a", "a#b", "b", "%23", "$")) {
            add("Place", Map.of("country", "c#d", "city", "e", "street", "s#t", "name", name));
            add("Place", Map.of("country", "c", "city", "d#e", "street", "s", "name", name));
        }
    }

    private void add(String type, Map<String, ?> fields) {
        items.computeIfAbsent(type, _ -> new ArrayList<>()).add(new HashMap<>(fields));
    }
}
