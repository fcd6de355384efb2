// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.testing.Api.Who;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// For any document, the answer is data or a documented code.
///
/// The first byte chooses how the others are read: as text, or each byte as a word, so that some
/// documents are valid.
public final class DocumentFuzz {
    private static final Who ANN = Who.user("c1", "support");
    private static final List<String> WORDS =
            List.of(
                    "{",
                    "}",
                    "(",
                    ")",
                    "[",
                    "]",
                    ":",
                    "!",
                    "$",
                    "@",
                    "...",
                    "=",
                    "\"",
                    "\"\"\"",
                    "\\",
                    "#",
                    "\n",
                    ",",
                    "query",
                    "mutation",
                    "fragment",
                    "on",
                    "a",
                    "b",
                    "A",
                    "B",
                    "null",
                    "true",
                    "1",
                    "-1",
                    "1.5e9",
                    "99999999999999999999",
                    "{ me { id } }",
                    "me { id name",
                    "orders(first: 1) { edges { node { id } } pageInfo { endCursor } }",
                    "user(id: \"c1\") { name }",
                    "products(ids: [\"p1\"]) { id price stock }",
                    "productsInCategory(category: \"x\", maxPrice: \"1\") { edges { node { name } } }",
                    "order(id: \"1\") { total customer { id } }",
                    "$id: ID!",
                    "$first: Int = 1",
                    "id: $id",
                    "first: $first",
                    "after: \"x\"",
                    "@include(if: true)",
                    "@skip(if: $a)",
                    "...A",
                    "... on User",
                    "fragment A on User { id ...B }",
                    "fragment B on User { name }",
                    "__typename",
                    "__schema { types { name } }",
                    "__type(name: \"User\") { name }",
                    "loyalty { points }",
                    "status: PLACED",
                    "query($a: Boolean = true)",
                    "email",
                    "first: 1",
                    "a: me { b: id }",
                    "\u202e");

    private DocumentFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        FuzzedApi.check(FuzzedApi.shop().ask(ANN, input[0] < 0 ? text(input) : words(input)));
    }

    private static String text(byte[] input) {
        return new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
    }

    private static String words(byte[] input) {
        var document = new StringBuilder();
        for (int i = 1; i < input.length; i++) {
            document.append(WORDS.get((input[i] & 0xFF) % WORDS.size())).append(' ');
        }
        return document.toString();
    }
}
