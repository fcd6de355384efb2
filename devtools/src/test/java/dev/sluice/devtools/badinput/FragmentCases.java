// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.FloodCases.many;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.query;

/// Deeply nested documents, and fragments that expand.
final class FragmentCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String LIMIT = "LIMIT_EXCEEDED";

    private FragmentCases() {}

    static Cases cases() {
        var cases = new Cases();
        depth(cases);
        fragments(cases);
        return cases;
    }

    private static void depth(Cases cases) {
        var notes = "{ notes(first: 1) { edges { node { author ";
        var deepest = notes + notes;
        var data =
                "{\"me\":{\"notes\":{\"edges\":[{\"node\":{\"author\":{\"notes\":{\"edges\":"
                        + "[{\"node\":{\"author\":{\"id\":\"ann\"}}}]}}}}]}}}";
        cases.of(Clause.DEPTH)
                .answered(
                        data,
                        "as many levels as the schema allows",
                        desk(closed("{ me " + deepest + "{ id")))
                .refused(
                        400,
                        LIMIT,
                        "one level more",
                        desk(closed("{ me " + deepest + "{ notes { pageInfo { hasNextPage")))
                .refused(
                        400,
                        LIMIT,
                        "18 levels of a shop",
                        query(
                                closed(
                                        "{ me "
                                                + "{ orders { edges { node { customer ".repeat(4)
                                                + "{ id")));
        cases.of(Clause.DEPTH_THROUGH_FRAGMENTS)
                .answered(
                        data,
                        "as many levels as the schema allows, in fragments",
                        desk(inFragments(notes, "{ id")))
                .refused(
                        400,
                        LIMIT,
                        "a level more, in named fragments",
                        desk(inFragments(notes, "{ notes { pageInfo { hasNextPage")))
                .refused(
                        400,
                        LIMIT,
                        "a level more, in inline fragments",
                        desk(
                                closed(
                                        "{ me { ... "
                                                + notes
                                                + "{ ... on Person "
                                                + notes
                                                + "{ ... { notes { pageInfo { hasNextPage")));
    }

    private static String inFragments(String notes, String end) {
        return closed("{ me { ...A")
                + closed(" fragment A on Person " + notes + "{ ...B")
                + closed(" fragment B on Person " + notes + end);
    }

    private static String closed(String open) {
        return open + " }".repeat((int) open.chars().filter(c -> c == '{').count());
    }

    private static void fragments(Cases cases) {
        cases.of(Clause.FRAGMENT_CYCLES)
                .refused(
                        400,
                        INVALID,
                        "a fragment that spreads itself",
                        query("{ me { ...A } } fragment A on User { ...A }"))
                .refused(
                        400,
                        INVALID,
                        "a cycle of three fragments",
                        query(
                                "{ me { ...A } } fragment A on User { ...B } "
                                        + "fragment B on User { ...C } fragment C on User { ...A }"))
                .refused(
                        400,
                        INVALID,
                        "a cycle through a relation",
                        query(
                                "{ me { ...A } } fragment A on User "
                                        + "{ orders { edges { node { customer { ...A } } } } }"));
        cases.of(Clause.FRAGMENT_CHAINS)
                .answered(C1, "a chain of 50 fragments", chain(50))
                .refused(400, LIMIT, "a chain of 51 fragments", chain(51))
                .refused(400, LIMIT, "a chain of 250 fragments", chain(250))
                .refused(400, LIMIT, "a chain of 1,200 fragments", chain(1_200));
        cases.of(Clause.FRAGMENT_DOUBLING)
                .answered(C1, "10 fragments that each spread the next twice", doubling(10))
                .refused(400, LIMIT, "30 fragments that each spread the next twice", doubling(30))
                .refused(
                        400,
                        LIMIT,
                        "aliases that fragments multiply",
                        desk(
                                "{ note(owner: \"ann\", id: \"n\") { ...F0 } } "
                                        + many(
                                                6,
                                                i ->
                                                        "fragment F%d on Note { %s } "
                                                                .formatted(
                                                                        i,
                                                                        many(
                                                                                6,
                                                                                j ->
                                                                                        "a%d: reply { ...F%d } "
                                                                                                .formatted(
                                                                                                        j,
                                                                                                        i
                                                                                                                + 1))))
                                        + "fragment F6 on Note { id }"));
    }

    private static Sent chain(int fragments) {
        return query(
                "{ me { ...F0 } } "
                        + many(
                                fragments - 1,
                                i -> "fragment F%d on User { ...F%d } ".formatted(i, i + 1))
                        + "fragment F%d on User { id }".formatted(fragments - 1));
    }

    private static Sent doubling(int fragments) {
        return query(
                "{ me { ...F0 } } "
                        + many(
                                fragments - 1,
                                i ->
                                        "fragment F%d on User { ...F%d ...F%2$d } "
                                                .formatted(i, i + 1))
                        + "fragment F%d on User { id }".formatted(fragments - 1));
    }
}
